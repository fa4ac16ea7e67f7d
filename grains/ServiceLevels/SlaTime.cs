using Watchfloor.Events;
using Watchfloor.Json;

namespace Watchfloor.ServiceLevels;

/// <summary>
/// When an SLA ends. Only decisions ask, and what they found is recorded with the fact: another edition of the time zone database rewrites
/// no past.
/// </summary>
public static class SlaTime
{
    /// <summary>Without terms the usual times hold, around the clock.</summary>
    public static DateTimeOffset Due(SlaTerms? terms, Severity severity, DateTimeOffset from)
    {
        var time = (terms?.Times ?? SlaTimes.Usual).For(severity);
        return Instants.Truncate(Hours(terms) is { } hours ? hours.After(from, time) : from + time);
    }

    /// <summary>What stood still since then has as much left from now on.</summary>
    public static DateTimeOffset GoesOn(SlaTerms? terms, DateTimeOffset dueAt, DateTimeOffset since, DateTimeOffset now) =>
        Instants.Truncate(Hours(terms) is { } hours ? hours.After(now, hours.Between(since, dueAt)) : dueAt + (now - since));

    /// <summary>Where this machine does not know the zone any more, time counts around the clock: sooner rather than never.</summary>
    static BusinessTime? Hours(SlaTerms? terms) => terms?.Calendar is { } calendar ? BusinessTime.Of(calendar) : null;
}
