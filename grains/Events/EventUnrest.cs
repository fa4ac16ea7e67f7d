using System.Collections.Immutable;

namespace Watchfloor.Events;

/// <summary>
/// Conditions that come and go too often. While they do, no clear ends their event and no return begins another; they are counted. It
/// settles when each of them changed seldom enough for a while, and is then over where none of them is open.
/// </summary>
static class EventUnrest
{
    /// <summary>What a change of a condition comes to. A detection of what is open already is no change.</summary>
    public static ImmutableArray<EventFact> Begun(EventBody? before, EventBody after, string? conditionKey, DateTimeOffset now)
    {
        var limits = after.Flapping;
        if (conditionKey is null || after.Unstable is not null || limits.IsOff || before?.Changes == after.Changes)
            return [];
        return after.Changes is [var changed, ..] && changed.Exceeds(limits)
            ? [new BecameUnstable(conditionKey, limits.Changes, limits.Within, now)]
            : [];
    }

    /// <summary>When it settles if nothing more happens; null where it is stable.</summary>
    public static DateTimeOffset? SettlesAt(EventBody body) =>
        body.Unstable is { } unstable ? body.Changes.Max(history => history.CalmAt(body.Flapping)) ?? unstable.Since : null;

    /// <summary>Settles what is due, and ends what is over with it, or what was not seen often enough.</summary>
    public static ImmutableArray<EventFact> Tick(EventBody body, DateTimeOffset now)
    {
        ImmutableArray<EventFact> facts = [];
        if (SettlesAt(body) <= now)
        {
            var settled = new Settled(body.Unstable!.Changes, now);
            facts = [settled];
            body = body.Calmed(settled);
            if (body.Contributors.Length == 0 && body.Gathering is null)
                return [settled, EventSla.End(body, EventRules.Itself, forced: false, "Its conditions came and went, and are over.", now)];
        }
        return EventGathering.EndsAt(body) <= now ? [.. facts, EventGathering.Missed(body, now)] : facts;
    }
}
