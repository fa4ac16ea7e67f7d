using Watchfloor.Json;
using Watchfloor.ServiceLevels;

namespace Watchfloor.Mutes;

/// <summary>
/// When a maintenance window lasts. What recurs follows the wall clock: it begins when the clock first shows its time and ends when it last
/// does, so that the hour that comes twice is within it twice, and one that is jumped over takes no time at all. Where this machine does not know
/// the zone it never begins.
/// </summary>
public static class WindowCalendar
{
    /// <summary>A window begins again within so many days, or never.</summary>
    const int Ahead = 16;

    /// <summary>The longest that one can last in days, and a day for the difference of zones.</summary>
    const int Behind = 8;

    /// <summary>When the time ends that it lasts at this moment; null where it does not last.</summary>
    public static DateTimeOffset? EndAt(MaintenanceSpec spec, DateTimeOffset at) =>
        Around(spec, at, Behind, 1).Where(time => time.Starts <= at && at < time.Ends).Max(time => (DateTimeOffset?)time.Ends);

    /// <summary>When it begins next after a moment; null: never.</summary>
    public static DateTimeOffset? StartAfter(MaintenanceSpec spec, DateTimeOffset at)
    {
        var from = spec.Starts > at ? spec.Starts : at;
        return Around(spec, from, 1, Ahead).Where(time => time.Starts > at).Min(time => (DateTimeOffset?)time.Starts);
    }

    static IEnumerable<(DateTimeOffset Starts, DateTimeOffset Ends)> Around(MaintenanceSpec spec, DateTimeOffset at, int behind, int ahead)
    {
        if (spec.Recurrence is not { } again)
            return [(spec.Starts, spec.Ends)];
        if (CalendarWords.Zone(again.Zone) is not { } zone)
            return []; // this machine does not know it any more: what is not muted pages
        var (first, last) = (LocalTimes.Of(zone, spec.Starts), LocalTimes.Of(zone, spec.Ends));
        var today = LocalTimes.Of(zone, at).Date;
        return from days in Enumerable.Range(-behind, behind + ahead + 1)
            let date = today.AddDays(days)
            where date >= first.Date && IsOn(again, first, date)
            let isFirst = date == first.Date // as it was said, also in an hour that comes twice
            let starts = isFirst ? spec.Starts : LocalTimes.First(zone, date + first.TimeOfDay)
            let ends = isFirst ? spec.Ends : LocalTimes.Last(zone, date + first.TimeOfDay + (last - first))
            where starts < ends && !(starts >= again.Until)
            select (Instants.Truncate(starts), Instants.Truncate(ends));
    }

    static bool IsOn(Recurrence again, DateTime first, DateTime date) =>
        again.Every == RecurrenceEvery.Day
        || (again.Days.Length == 0 ? date.DayOfWeek == first.DayOfWeek : again.Days.Any(day => Of(day) == date.DayOfWeek));

    static DayOfWeek Of(RecurrenceDay day) => day == RecurrenceDay.Sun ? DayOfWeek.Sunday : DayOfWeek.Monday + (int)day;
}
