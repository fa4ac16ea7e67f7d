using System.Globalization;
using System.Text.Json;
using Watchfloor.Input;
using Watchfloor.Json;

namespace Watchfloor.Sources;

/// <summary>How words of sources become words of the house.</summary>
static class SourceWords
{
    static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <summary>Parts as one key; a slash in a part is not taken for a joint.</summary>
    public static string Part(string part) => part.Replace("/", "%2F", StringComparison.Ordinal);

    /// <summary>An instant as it is on the wire.</summary>
    public static string Instant(DateTimeOffset at) => JsonSerializer.SerializeToElement(at, WireJson.Options).GetString()!;

    /// <summary>A number as people write it.</summary>
    public static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>As much of a text as there is room for, cut between letters; what was cut says so.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return $"{text[..end]}…";
    }

    /// <summary>A text that says something, else null.</summary>
    public static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>The nearest word of categories; null where none of it is left.</summary>
    public static string? Slug(string text)
    {
        var letters = text.Trim().ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-');
        var slug = new string([.. letters.Take(64)]).Trim('-');
        return slug.Length > 0 ? slug : null;
    }

    /// <summary>Not from a clock that is wrong.</summary>
    public static void NotAhead(this Complaints complaints, string field, DateTimeOffset at, DateTimeOffset now) =>
        complaints.Unless(at <= now + Ahead, field, "is more than 24 hours in the future; check the clock and the zone");

    /// <summary>One line that says something.</summary>
    public static void Line(this Complaints complaints, string field, string? value, int most)
    {
        complaints.Printable(field, value, most);
        complaints.Unless(value is null || !string.IsNullOrWhiteSpace(value), field, "must not be blank");
    }
}
