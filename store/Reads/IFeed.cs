namespace Watchfloor.Store;

/// <summary>Something of an event changed: the event itself, its escalations or its pages.</summary>
/// <param name="Cursor">The place right after it.</param>
/// <param name="Tenant">Whose.</param>
/// <param name="EventId">Which event.</param>
/// <param name="Kind">The kind of the entity whose journal grew.</param>
public sealed record FeedItem(string Cursor, TenantId Tenant, string EventId, string Kind);

/// <summary>Changes after a place, and the place to go on from (equal to the given one when there is nothing new).</summary>
public sealed record FeedBatch(IReadOnlyList<FeedItem> Items, string Cursor);

/// <summary>
/// The journal as a live feed, in the order of commits. A cursor is opaque (feed epoch + xid + n, base64url); one of
/// another epoch (after a restore) cannot be resumed. Holes are normal, repeats and losses are not.
/// </summary>
public interface IFeed
{
    /// <summary>Raised after each flush that added facts, on any thread; handlers must be quick.</summary>
    event Action? Moved;

    /// <summary>The place after the newest durable change.</summary>
    ValueTask<string> Head(CancellationToken cancellation);

    /// <summary>Changes of all tenants after a cursor. Throws <see cref="InvalidCursorException"/> where it cannot be resumed.</summary>
    ValueTask<FeedBatch> After(string cursor, int limit, CancellationToken cancellation);
}
