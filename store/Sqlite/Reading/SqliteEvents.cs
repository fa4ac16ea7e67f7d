using System.Numerics;
using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Notifications;

namespace Watchfloor.Store.Sqlite;

/// <summary>Events, their journal and their pages.</summary>
sealed class SqliteEvents(Readers readers) : IEventReads
{
    public ValueTask<Listing<EventView>> List(
        TenantId tenant,
        EventFilter filter,
        int limit,
        string? cursor,
        CancellationToken cancellation
    )
    {
        var query = new EventQuery(tenant, filter, cursor);
        using var reader = readers.Rent(cancellation);
        var row = query.Prepare(reader, limit + 1L);
        var events = new List<EventView>();
        string? last = null;
        while (row.Step())
        {
            if (events.Count == limit)
                return ValueTask.FromResult(new Listing<EventView>(events, last));
            events.Add(EventRow.Read(row));
            last = query.CursorAt(row);
        }
        return ValueTask.FromResult(new Listing<EventView>(events, null));
    }

    public ValueTask<EventFacets> Facets(TenantId tenant, EventFilter filter, int most, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = EventQuery.PrepareWords(tenant, filter, reader, most + 1L);
        var count = new FacetCount(most);
        while (row.Step())
        {
            count.Add(
                new(row.TextOrNull(0), row.Long(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.Long(6))
            );
        }
        return ValueTask.FromResult(count.Result);
    }

    public ValueTask<EventView?> Find(TenantId tenant, string eventId, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql($"{EventRow.Select} AND e.id = ?").Add(tenant.Value).Add(eventId);
        return ValueTask.FromResult(row.Step() ? EventRow.Read(row) : null);
    }

    public ValueTask<IReadOnlyList<EventView>> Find(TenantId tenant, IReadOnlyCollection<string> eventIds, CancellationToken cancellation)
    {
        if (eventIds.Count == 0)
            return ValueTask.FromResult<IReadOnlyList<EventView>>([]);
        using var reader = readers.Rent(cancellation);
        // Room for a power of two, the rest filled up with the last id: a few statements serve all sizes.
        var room = (int)BitOperations.RoundUpToPowerOf2((uint)eventIds.Count);
        var row = reader.Sql($"{EventRow.Select} AND e.id IN ({string.Join(", ", Enumerable.Repeat("?", room))})").Add(tenant.Value);
        foreach (var id in eventIds.Concat(Enumerable.Repeat(eventIds.Last(), room - eventIds.Count)))
            row.Add(id);
        var events = new List<EventView>();
        while (row.Step())
            events.Add(EventRow.Read(row));
        return ValueTask.FromResult<IReadOnlyList<EventView>>(events);
    }

    public ValueTask<IReadOnlyList<JournalRow>> Journal(TenantId tenant, string eventId, CancellationToken cancellation) =>
        Rows(
            """
            SELECT n, kind, id, version, type, data, actor, at FROM journal WHERE tenant = ?1 AND kind = 'event' AND id = ?2
            UNION ALL
            SELECT n, kind, id, version, type, data, actor, at FROM journal WHERE tenant = ?1 AND kind = 'escalation' AND id = ?2
            UNION ALL
            SELECT n, kind, id, version, type, data, actor, at FROM journal
            WHERE tenant = ?1 AND kind = 'page' AND id > ?2 || '.' AND id < ?2 || '/'
            ORDER BY n
            """,
            tenant,
            eventId,
            cancellation
        );

    public ValueTask<IReadOnlyList<JournalRow>> Escalations(TenantId tenant, string eventId, CancellationToken cancellation) =>
        Rows(
            """
            SELECT n, kind, id, version, type, data, actor, at FROM journal
            WHERE tenant = ?1 AND kind = 'escalation' AND id = ?2 ORDER BY version
            """,
            tenant,
            eventId,
            cancellation
        );

    ValueTask<IReadOnlyList<JournalRow>> Rows(string sql, TenantId tenant, string eventId, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql(sql).Add(tenant.Value).Add(eventId);
        var rows = new List<JournalRow>();
        while (row.Step())
        {
            var entity = new EntityId(row.Text(1), tenant, row.Text(2));
            rows.Add(new(entity, row.Long(3), row.Text(4), row.Utf8(5).ToArray(), row.Text(6), row.Instant(7)));
        }
        return ValueTask.FromResult<IReadOnlyList<JournalRow>>(rows);
    }

    public ValueTask<Listing<PageView>> Notifications(
        TenantId tenant,
        IReadOnlyList<PageStatus> statuses,
        int limit,
        string? cursor,
        CancellationToken cancellation
    )
    {
        var list = new NotificationList(tenant, statuses, cursor);
        using var reader = readers.Rent(cancellation);
        var found = new List<(long, string, PageView)>();
        foreach (var status in list.Statuses)
        {
            var row = reader
                .Sql(
                    $"SELECT due_at, id, view FROM page WHERE tenant = ? {(status is null ? "" : "AND status = ?")} AND (due_at, id) < (?, ?) "
                        + "AND view IS NOT NULL ORDER BY due_at DESC, id DESC LIMIT ?"
                )
                .Add(tenant.Value);
            if (status is not null)
                row.Add(status);
            row.Add(list.DueAt).Add(list.Id).Add(limit + 1L);
            while (row.Step())
                found.Add((row.Long(0), row.Text(1), JsonSerializer.Deserialize<PageView>(row.Utf8(2), WireJson.Options)!));
        }
        return ValueTask.FromResult(list.Of(found, limit));
    }

    public ValueTask<IReadOnlyList<PageView>> Pages(TenantId tenant, string eventId, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql("SELECT view FROM page WHERE tenant = ? AND event_id = ? AND view IS NOT NULL ORDER BY due_at, level, id")
            .Add(tenant.Value)
            .Add(eventId);
        var pages = new List<PageView>();
        while (row.Step())
            pages.Add(JsonSerializer.Deserialize<PageView>(row.Utf8(0), WireJson.Options)!);
        return ValueTask.FromResult<IReadOnlyList<PageView>>(pages);
    }
}
