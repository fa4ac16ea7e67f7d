namespace Watchfloor.Store;

/// <summary>What retention took away is known to have been.</summary>
public interface ITombstones
{
    /// <summary>When retention removed an event (or the escalation or page of one); null where it did not.</summary>
    ValueTask<DateTimeOffset?> RemovedAt(EntityId entity, CancellationToken cancellation);
}
