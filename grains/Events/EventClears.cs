using System.Collections.Immutable;
using Watchfloor.Kernel;

namespace Watchfloor.Events;

/// <summary>Conditions that return to normal. A word that is late ends nothing that was detected after it.</summary>
static class EventClears
{
    public static Decision<EventFact> Over(EventBody body, Clear clear, DateTimeOffset now)
    {
        var meant = body.Held(clear.ConditionKey, clear.Origin, clear.Source);
        var over = meant.RemoveAll(held => held.Newest > clear.At);
        if (over.Length == 0)
            return [];
        ImmutableArray<ConditionCleared> gone =
            over.Length == meant.Length
                ? [new(clear.ConditionKey, clear.At, now, clear.Occurrence, clear.Origin, clear.Source)]
                : [.. over.Select((held, nth) => Of(body, held, clear, nth == 0, now))];
        var after = gone.Aggregate(body, (left, one) => left.Without(one));
        var unrest = EventUnrest.Begun(body, after, clear.ConditionKey, now);
        var stays = after.Contributors.Length > 0 || body.Gathering is not null;
        return body.Unstable is not null ? [.. gone]
            : unrest.Length > 0 ? [.. gone, .. unrest]
            : stays ? [.. gone, .. EventAsides.OneShotOver(body, $"the condition {clear.ConditionKey} cleared", now)]
            : [.. gone, EventSla.End(after, EventRules.Itself, forced: false, note: null, now)];
    }

    /// <summary>An occurrence is claimed once.</summary>
    static ConditionCleared Of(EventBody body, Contributor held, Clear clear, bool isFirst, DateTimeOffset now) =>
        new(held.ConditionKey, clear.At, now, isFirst ? clear.Occurrence : null, held.Origin ?? EventHomes.Of(body), held.Source);
}
