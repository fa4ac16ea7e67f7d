using Watchfloor.Catalogue;

namespace Watchfloor.ServiceLevels;

/// <summary>Which SLA policy is for an event.</summary>
public static class SlaMatching
{
    /// <summary>
    /// What the most specific one says: facility and category, then facility, then category, then all. Of equally specific ones the first by
    /// name. Null: none, the usual times hold.
    /// </summary>
    public static SlaTerms? Terms(
        string category,
        string? facilityId,
        DateTimeOffset now,
        IReadOnlyCollection<Entry<SlaPolicySpec>> policies
    ) =>
        policies.Count == 0
            ? null
            : policies
                .Where(policy => IsFor(policy.Spec.Match, category, facilityId))
                .OrderByDescending(policy => Specific(policy.Spec.Match))
                .ThenBy(policy => policy.Spec.Name, StringComparer.Ordinal)
                .ThenBy(policy => policy.Id, StringComparer.Ordinal)
                .Select(policy => Terms(policy, now))
                .FirstOrDefault();

    static bool IsFor(SlaMatch? match, string category, string? facilityId) =>
        match is null
        || (match.Category is null || match.Category == category) && (match.FacilityId is null || match.FacilityId == facilityId);

    static int Specific(SlaMatch? match) => (match?.FacilityId is null ? 0 : 2) + (match?.Category is null ? 0 : 1);

    static SlaTerms Terms(Entry<SlaPolicySpec> policy, DateTimeOffset now)
    {
        var (id, version, spec) = policy;
        return new(id, version, spec.Name, spec.Times, Coming(spec.Calendar, now), spec.ExtendOnMerge, spec.PauseWhileShelved);
    }

    /// <summary>Holidays that are over need no room in an event.</summary>
    static BusinessCalendar? Coming(BusinessCalendar? calendar, DateTimeOffset now)
    {
        var past = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-2);
        return calendar is null ? null : calendar with { Holidays = calendar.Holidays.RemoveAll(day => CalendarWords.Day(day) < past) };
    }
}
