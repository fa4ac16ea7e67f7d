using System.Collections.Immutable;

namespace Watchfloor.Events;

/// <summary>
/// Events that call for people only when they were seen often enough. Until then such an event is there for everybody to see, takes
/// detections and claims their occurrences; its SLA stands still and its escalations have not begun.
/// </summary>
static class EventGathering
{
    /// <summary>Whether this detection is the one that was missing.</summary>
    public static ImmutableArray<EventFact> Reached(EventBody after, DateTimeOffset now) =>
        after.Gathering is { IsReached: true, Threshold: var threshold }
            ? [new ThresholdReached(threshold.Count, threshold.Within, now, EventSla.AfterPause(after, IsStopped(after), now))]
            : [];

    static bool IsStopped(EventBody body) => body.Asides.Any(aside => aside.PausesSla);

    /// <summary>When it is over without having called; never while a condition is open.</summary>
    public static DateTimeOffset? EndsAt(EventBody body) =>
        body is { Gathering: { } gathering, Contributors.Length: 0, Unstable: null } ? gathering.Until : null;

    /// <summary>It was not seen often enough.</summary>
    public static Resolved Missed(EventBody body, DateTimeOffset now) =>
        EventSla.End(body, EventRules.Itself, forced: false, $"It was {body.Gathering!.Words()}.", now);
}
