using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Notifications;

namespace Watchfloor.Store;

/// <summary>Events with their journal in the words of this program: facts of older shapes are brought to their newest.</summary>
sealed class UpcastJournal(IEventReads events, Upcasters upcasters) : IEventReads
{
    public ValueTask<Listing<EventView>> List(
        TenantId tenant,
        EventFilter filter,
        int limit,
        string? cursor,
        CancellationToken cancellation
    ) => events.List(tenant, filter, limit, cursor, cancellation);

    public ValueTask<EventFacets> Facets(TenantId tenant, EventFilter filter, int most, CancellationToken cancellation) =>
        events.Facets(tenant, filter, most, cancellation);

    public ValueTask<EventView?> Find(TenantId tenant, string eventId, CancellationToken cancellation) =>
        events.Find(tenant, eventId, cancellation);

    public ValueTask<IReadOnlyList<EventView>> Find(
        TenantId tenant,
        IReadOnlyCollection<string> eventIds,
        CancellationToken cancellation
    ) => events.Find(tenant, eventIds, cancellation);

    public async ValueTask<IReadOnlyList<JournalRow>> Journal(TenantId tenant, string eventId, CancellationToken cancellation) =>
        [.. (await events.Journal(tenant, eventId, cancellation)).Select(Newest)];

    public async ValueTask<IReadOnlyList<JournalRow>> Escalations(TenantId tenant, string eventId, CancellationToken cancellation) =>
        [.. (await events.Escalations(tenant, eventId, cancellation)).Select(Newest)];

    public ValueTask<Listing<PageView>> Notifications(
        TenantId tenant,
        IReadOnlyList<PageStatus> statuses,
        int limit,
        string? cursor,
        CancellationToken cancellation
    ) => events.Notifications(tenant, statuses, limit, cursor, cancellation);

    public ValueTask<IReadOnlyList<PageView>> Pages(TenantId tenant, string eventId, CancellationToken cancellation) =>
        events.Pages(tenant, eventId, cancellation);

    JournalRow Newest(JournalRow row)
    {
        var (name, data) = upcasters.Upcast(row.Entity.Kind, row.Fact, row.Data);
        return name == row.Fact ? row : row with { Fact = name, Data = data };
    }
}
