using System.Globalization;

namespace Watchfloor.EdgeConnector;

/// <summary>What the text of a CSV cell means.</summary>
public static class Cells
{
    const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;

    /// <summary>A finite number; the comma of a decimal is understood where it does not separate columns.</summary>
    public static double? Number(string text, char separator)
    {
        if (separator != ',' && text.Contains(',') && !text.Contains('.'))
            text = text.Replace(',', '.');
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : null;
    }

    /// <summary>A point in time written as a date, a time of day or both; a bare number is none.</summary>
    public static DateTimeOffset? Written(string text) =>
        !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var at)
            ? at
            : null;

    /// <summary>A point in time in a column known to hold times: written, or counted in s, ms, µs or ns (told apart by size).</summary>
    public static DateTimeOffset? Time(string text) => Written(text) ?? Counted(text);

    static DateTimeOffset? Counted(string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var count) || !double.IsFinite(count))
            return null;
        var seconds = Math.Abs(count) switch
        {
            < 1e11 => count,
            < 1e14 => count / 1e3,
            < 1e17 => count / 1e6,
            < 1e20 => count / 1e9,
            _ => double.NaN,
        };
        return double.IsNaN(seconds) ? null : DateTimeOffset.UnixEpoch.AddSeconds(seconds);
    }
}
