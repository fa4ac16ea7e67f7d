using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.ServiceLevels;

namespace Watchfloor.Mutes;

/// <summary>What makes a maintenance window senseless.</summary>
static class MaintenanceFlaw
{
    const int LongestReason = 500;
    static readonly TimeSpan Longest = TimeSpan.FromDays(365);
    static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string? Of(MaintenanceSpec spec) =>
        SpecFlaws.OfName(spec.Name)
        ?? (spec.Reason?.Length > LongestReason ? $"reason must have at most {LongestReason} characters" : null)
        ?? MatcherFlaw.Of(spec.Match, "match")
        ?? (spec.Starts < Earliest || spec.Ends > Latest ? "starts and ends must be between the years 1970 and 2200" : null)
        ?? (spec.Ends <= spec.Starts ? "ends must be after starts" : null)
        ?? (spec.Ends - spec.Starts > Longest ? "a window lasts at most 365 days" : null)
        ?? (spec.Recurrence is { } again ? OfRecurrence(spec, again) : null);

    static string? OfRecurrence(MaintenanceSpec spec, Recurrence again) =>
        !Enum.IsDefined(again.Every) ? "recurrence.every must be day or week"
        : CalendarWords.Zone(again.Zone) is not { } zone ? "recurrence.zone must be a name of the IANA database, such as Europe/Vienna"
        : again.Days.Any(day => !Enum.IsDefined(day)) ? "recurrence.days must be of mon, tue, wed, thu, fri, sat, sun"
        : again.Every == RecurrenceEvery.Day && again.Days.Length > 0 ? "recurrence.days goes with every week"
        : again.Days.Distinct().Count() != again.Days.Length ? "recurrence.days must name each day once"
        : again.Every == RecurrenceEvery.Day && spec.Ends - spec.Starts > TimeSpan.FromDays(1)
            ? "a window of every day lasts at most 24 hours"
        : spec.Ends - spec.Starts > TimeSpan.FromDays(7) ? "a window of every week lasts at most 7 days"
        : LocalTimes.Of(zone, spec.Ends) <= LocalTimes.Of(zone, spec.Starts) ? "ends must be after starts on the clock of the zone too"
        : again.Until <= spec.Starts ? "recurrence.until must be after starts"
        : null;
}
