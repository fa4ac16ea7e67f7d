using System.Globalization;
using System.Text.RegularExpressions;

namespace Watchfloor.ServiceLevels;

/// <summary>How calendars write times of day, days and zones.</summary>
public static partial class CalendarWords
{
    /// <summary>Minutes since midnight of <c>00:00</c> to <c>24:00</c>; null: it is no time of day.</summary>
    public static int? Minutes(string? time) =>
        time is not null && ClockTime().IsMatch(time) && int.Parse(time[..2]) * 60 + int.Parse(time[3..]) is var minutes and <= 24 * 60
            ? minutes
            : null;

    /// <summary>The day of <c>2026-12-25</c>; null: it is none.</summary>
    public static DateOnly? Day(string? date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The zone of an IANA name, as this machine knows it; null: it does not.</summary>
    public static TimeZoneInfo? Zone(string? name) =>
        IsZoneName(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name!, out var zone) ? zone : null;

    /// <summary>Whether it can be the name of a zone, and never a path to anything else.</summary>
    public static bool IsZoneName(string? name) => name is { Length: <= 64 } && ZoneName().IsMatch(name);

    [GeneratedRegex(@"\A[0-2][0-9]:[0-5][0-9]\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClockTime();

    [GeneratedRegex(@"\A[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ZoneName();
}
