using Watchfloor.Kernel;

namespace Watchfloor.Events;

/// <summary>
/// What was read of the conditions that came lately, and at which versions of their events: as long as the store holds those, they need not be
/// read again. What this place itself has an event count is no news of its condition, if that was open there before.
/// </summary>
sealed class RecentPasts
{
    const int Most = 16;

    readonly Recent<Condition, Read> _reads = new(Most);

    /// <summary>What is known of it, if the store holds these events still as they were read.</summary>
    public ConditionPast? Of(Condition condition, IReadOnlyList<(EntityId Id, StoredEntity State)> stored) =>
        stored.Count > 0 && _reads.TryGet(condition, out var read) && read.Is(stored) ? read.Past : null;

    /// <summary>That this was read.</summary>
    public void Keep(Condition condition, ConditionPast past, IReadOnlyList<(string EventId, long Version, EventState State)> events)
    {
        if (events.Count == 0)
            return; // most conditions come once
        var versions = events.Select(seen => new Version(
            seen.EventId,
            seen.Version,
            seen.State is EventOpen open && condition.IsHeldBy(open)
        ));
        _reads.Set(condition, new(past, [.. versions]));
    }

    /// <summary>
    /// An event that was read took one more detection of a condition that it held, and is at this version now. Where that was all that happened
    /// since, it was counted and nothing else.
    /// </summary>
    public void Counted(Condition condition, string eventId, long version)
    {
        if (!_reads.TryGet(condition, out var read))
            return;
        for (var i = 0; i < read.Events.Length; i++)
            if (read.Events[i] is { IsHolder: true } known && known.EventId == eventId && known.Number == version - 1)
                read.Events[i] = known with { Number = version };
    }

    /// <summary>A condition as a detection names it.</summary>
    public sealed record Condition(string Name, ConditionOrigin Origin, string Source)
    {
        public string Key { get; } = CorrelationKey.OfCondition(Origin, Name);

        public bool IsHeldBy(EventOpen open) => open.Body.Holds(Name, Origin, Source);
    }

    sealed record Version(string EventId, long Number, bool IsHolder);

    sealed record Read(ConditionPast Past, Version[] Events)
    {
        public bool Is(IReadOnlyList<(EntityId Id, StoredEntity State)> stored)
        {
            if (stored.Count != Events.Length)
                return false;
            for (var i = 0; i < Events.Length; i++)
                if (stored[i].Id.Id != Events[i].EventId || stored[i].State.Version != Events[i].Number)
                    return false;
            return true;
        }
    }
}
