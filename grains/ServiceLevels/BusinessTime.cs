namespace Watchfloor.ServiceLevels;

/// <summary>
/// Time that counts only in business hours, as the clocks of their zone show them: on the day when clocks are put forward an hour that does
/// not exist does not count, and on the day when they are put back one that comes twice counts twice.
/// </summary>
public sealed class BusinessTime
{
    const int Horizon = 3 * 366;
    const int MinutesOfDay = 24 * 60;

    readonly TimeZoneInfo _zone;
    readonly List<(int From, int To)>[] _week;
    readonly HashSet<DateOnly> _holidays;

    BusinessTime(TimeZoneInfo zone, BusinessCalendar calendar)
    {
        _zone = zone;
        _week = [.. Enum.GetValues<BusinessDay>().Select(day => Joined(calendar.Hours.Where(hours => hours.Days.Contains(day))))];
        _holidays = [.. calendar.Holidays.Select(CalendarWords.Day).OfType<DateOnly>()];
    }

    /// <summary>Null: nobody here knows its zone.</summary>
    public static BusinessTime? Of(BusinessCalendar calendar) => CalendarWords.Zone(calendar.Zone) is { } zone ? new(zone, calendar) : null;

    /// <summary>When so much of it has passed. What takes longer than three years of days ends with them.</summary>
    public DateTimeOffset After(DateTimeOffset from, TimeSpan time)
    {
        foreach (var (opens, closes) in Open(from))
        {
            var begin = opens > from ? opens : from;
            if (time <= closes - begin)
                return begin + time;
            time -= closes - begin;
        }
        return from.AddDays(Horizon);
    }

    /// <summary>How much of it lies between two instants.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var time = TimeSpan.Zero;
        foreach (var (opens, closes) in Open(from).TakeWhile(span => span.Opens < to))
            time += (closes < to ? closes : to) - (opens > from ? opens : from);
        return time;
    }

    /// <summary>The spans that end after an instant, in their order.</summary>
    IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> Open(DateTimeOffset from)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, _zone).DateTime);
        return from day in Enumerable.Range(-1, Horizon)
            from span in Spans(today.AddDays(day)).OrderBy(span => span.Opens)
            where span.Closes > @from
            select span;
    }

    IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> Spans(DateOnly day)
    {
        if (_holidays.Contains(day))
            yield break;
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero); // by the clocks of the zone
        var (before, after) = (_zone.GetUtcOffset(midnight.AddDays(-1)), _zone.GetUtcOffset(midnight.AddDays(2)));
        var change = before == after ? DateTimeOffset.MaxValue : Change(midnight.AddDays(-1), midnight.AddDays(2), before);
        foreach (var (from, to) in _week[((int)day.DayOfWeek + 6) % 7])
        {
            var (opens, closes) = (midnight.AddMinutes(from), midnight.AddMinutes(to));
            if (Earlier(closes - before, change) is var end && opens - before < end)
                yield return (opens - before, end);
            if (Later(opens - after, change) is var begin && begin < closes - after)
                yield return (begin, closes - after);
        }
    }

    /// <summary>The instant from which the clocks show something else; at most one in a few days.</summary>
    DateTimeOffset Change(DateTimeOffset low, DateTimeOffset high, TimeSpan before)
    {
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = low + (high - low) / 2;
            (low, high) = _zone.GetUtcOffset(middle) == before ? (middle, high) : (low, middle);
        }
        return new(high.Ticks - high.Ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
    }

    /// <summary>Hours of one day that overlap or touch are one span.</summary>
    static List<(int From, int To)> Joined(IEnumerable<BusinessHours> hours)
    {
        var spans = new List<(int From, int To)>();
        foreach (var (from, to) in hours.Select(Span).Where(span => span.From < span.To).Order())
        {
            if (spans is [.., var last] && from <= last.To)
                spans[^1] = (last.From, Math.Max(last.To, to));
            else
                spans.Add((from, to));
        }
        return spans;
    }

    static (int From, int To) Span(BusinessHours hours) =>
        (CalendarWords.Minutes(hours.From) ?? 0, CalendarWords.Minutes(hours.To) ?? MinutesOfDay);

    static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
