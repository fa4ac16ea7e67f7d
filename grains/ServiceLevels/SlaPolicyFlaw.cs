using Watchfloor.Catalogue;
using Watchfloor.Events;

namespace Watchfloor.ServiceLevels;

/// <summary>What makes an SLA policy senseless. Whether a machine knows the zone is asked at the door, for it is no matter of rules.</summary>
static class SlaPolicyFlaw
{
    public static string? Of(SlaPolicySpec spec) =>
        SpecFlaws.OfName(spec.Name) ?? OfMatch(spec.Match) ?? OfTimes(spec.Times) ?? OfCalendar(spec.Calendar);

    static string? OfMatch(SlaMatch? match) => match is { Category: { } category } && !Categories.IsOne(category) ? Categories.Words : null;

    static string? OfTimes(SlaTimes times) =>
        new[] { times.Critical, times.High, times.Medium, times.Low }.Any(time => time < SlaLimits.Least || time > SlaLimits.Most)
            ? $"times must be from a minute to {SlaLimits.Most.TotalDays:0} days"
            : null;

    static string? OfCalendar(BusinessCalendar? calendar) =>
        calendar switch
        {
            null => null,
            { Zone: var zone } when !CalendarWords.IsZoneName(zone) => "zone must be an IANA name such as Europe/Berlin",
            { Hours.Length: 0 or > SlaLimits.Hours } => $"hours must be 1 to {SlaLimits.Hours}",
            { Hours: var hours } when hours.Any(span => !IsOpen(span)) =>
                "hours need days, each once, and a from before their to, such as 07:00 and 15:30",
            { Holidays.Length: > SlaLimits.Holidays } => $"holidays must be at most {SlaLimits.Holidays}",
            { Holidays: var days } when days.Any(day => CalendarWords.Day(day) is null) => "holidays must be days such as 2026-12-25",
            _ => null,
        };

    static bool IsOpen(BusinessHours hours) =>
        hours.Days.Length > 0
        && hours.Days.All(Enum.IsDefined)
        && hours.Days.Distinct().Count() == hours.Days.Length
        && CalendarWords.Minutes(hours.From) < CalendarWords.Minutes(hours.To);
}
