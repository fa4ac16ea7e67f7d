using Watchfloor.Events;
using Watchfloor.Notifications;

namespace Watchfloor.Store;

/// <summary>A page of a list; <paramref name="Next"/> continues it (opaque), null at the end.</summary>
public sealed record Listing<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A row of the journal.</summary>
public sealed record JournalRow(EntityId Entity, long Version, string Fact, ReadOnlyMemory<byte> Data, string Actor, DateTimeOffset At);

/// <summary>Events as readers see them, with the next page of their running escalation.</summary>
public interface IEventReads
{
    /// <summary>A page of events. Throws <see cref="InvalidCursorException"/> for a cursor that is none of ours.</summary>
    ValueTask<Listing<EventView>> List(TenantId tenant, EventFilter filter, int limit, string? cursor, CancellationToken cancellation);

    /// <summary>How many of the newest events that a filter lets through have which words; at most so many are looked at.</summary>
    ValueTask<EventFacets> Facets(TenantId tenant, EventFilter filter, int most, CancellationToken cancellation);

    /// <summary>One event, or null.</summary>
    ValueTask<EventView?> Find(TenantId tenant, string eventId, CancellationToken cancellation);

    /// <summary>Several events in one read; those that do not exist are left out.</summary>
    ValueTask<IReadOnlyList<EventView>> Find(TenantId tenant, IReadOnlyCollection<string> eventIds, CancellationToken cancellation);

    /// <summary>The journal of an event, its escalations and its pages, in the order of commits.</summary>
    ValueTask<IReadOnlyList<JournalRow>> Journal(TenantId tenant, string eventId, CancellationToken cancellation);

    /// <summary>The journal of the escalations of an event, without the event's own, which may be long.</summary>
    async ValueTask<IReadOnlyList<JournalRow>> Escalations(TenantId tenant, string eventId, CancellationToken cancellation) =>
        [.. (await Journal(tenant, eventId, cancellation)).Where(row => row.Entity.Kind == Kinds.Escalation)];

    /// <summary>
    /// Pages of all events with one of these statuses, or with any, the latest due first. Throws <see cref="InvalidCursorException"/> for a
    /// cursor that is none of ours.
    /// </summary>
    ValueTask<Listing<PageView>> Notifications(
        TenantId tenant,
        IReadOnlyList<PageStatus> statuses,
        int limit,
        string? cursor,
        CancellationToken cancellation
    );

    /// <summary>The pages of an event, oldest first.</summary>
    ValueTask<IReadOnlyList<PageView>> Pages(TenantId tenant, string eventId, CancellationToken cancellation);
}

/// <summary>A cursor that this installation did not make, or made for another list.</summary>
public sealed class InvalidCursorException(string message) : Exception(message);
