using System.Buffers;
using System.Text.RegularExpressions;
using System.Xml;
using Watchfloor.Events;

namespace Watchfloor.Input;

/// <summary>The ranges that many fields share. Null is fine everywhere: what must be there is said by the type.</summary>
static partial class Checks
{
    static readonly SearchValues<char> Control = SearchValues.Create([
        .. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(char.IsControl),
    ]);

    /// <summary>Whether it can be shown and logged in one line.</summary>
    public static bool IsPrintable(string text) => !text.AsSpan().ContainsAny(Control);

    /// <summary>Text of a length, without the one character that no database holds.</summary>
    public static void Text(this Complaints complaints, string field, string? value, int least, int most)
    {
        if (value is not null && (value.Length < least || value.Length > most || value.Contains('\0')))
            complaints.Add(field, least > 0 ? $"must have {least} to {most} characters" : $"must have at most {most} characters");
    }

    /// <summary>A name that people give: not blank.</summary>
    public static void Name(this Complaints complaints, string field, string value)
    {
        complaints.Unless(!string.IsNullOrWhiteSpace(value), field, "must not be blank");
        complaints.Printable(field, value, 200);
    }

    /// <summary>One line that can be shown and logged anywhere.</summary>
    public static void Printable(this Complaints complaints, string field, string? value, int most)
    {
        if (value is not null && (value.Length < 1 || value.Length > most || !IsPrintable(value)))
            complaints.Add(field, $"must have 1 to {most} characters, none of them a control character");
    }

    /// <summary>An id that somebody else gave.</summary>
    public static void Id(this Complaints complaints, string field, string? value, int most)
    {
        if (value is not null && (value.Length < 1 || value.Length > most || !value.All(letter => letter is > ' ' and <= '~')))
            complaints.Add(field, $"must have 1 to {most} visible ASCII characters");
    }

    /// <summary>A word of programs.</summary>
    public static void Slug(this Complaints complaints, string field, string? value) =>
        complaints.Unless(value is null || SlugPattern().IsMatch(value), field, "must be 1 to 64 of a-z, 0-9, dot, underscore and hyphen");

    public static void OnEarth(this Complaints complaints, string field, GeoPoint? point) =>
        complaints.Unless(point is not { } p || p.IsOnEarth(), field, "must have lat from -90 to 90 and lon from -180 to 180");

    public static void Between(this Complaints complaints, string field, TimeSpan? value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
            complaints.Add(field, $"must be from {XmlConvert.ToString(least)} to {XmlConvert.ToString(most)}");
    }

    public static void Finite(this Complaints complaints, string field, double? value) =>
        complaints.Unless(value is not { } number || double.IsFinite(number), field, "must be a finite number");

    [GeneratedRegex(@"\A[a-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SlugPattern();
}
