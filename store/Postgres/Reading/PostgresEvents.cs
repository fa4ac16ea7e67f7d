using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Notifications;

namespace Watchfloor.Store.Postgres;

/// <summary>Events, their journal and their pages.</summary>
sealed class PostgresEvents(Readers readers) : IEventReads
{
    const string Columns = "SELECT xid, n, kind, id, version, type, data, actor, at FROM journal WHERE tenant = $1";

    public async ValueTask<Listing<EventView>> List(
        TenantId tenant,
        EventFilter filter,
        int limit,
        string? cursor,
        CancellationToken cancellation
    )
    {
        var query = new EventQuery(tenant, filter, cursor);
        var (sql, values) = await query.Write(readers, limit + 1L, cancellation);
        var rows = await readers.Rows(Scope.Of(tenant), sql, EventRow.Read, cancellation, values);
        return new([.. rows.Take(limit).Select(row => row.View)], rows.Count > limit ? query.CursorAt(rows[limit - 1]) : null);
    }

    public async ValueTask<EventFacets> Facets(TenantId tenant, EventFilter filter, int most, CancellationToken cancellation)
    {
        var (sql, values) = await EventQuery.WriteWords(tenant, filter, readers, most + 1L, cancellation);
        var count = new FacetCount(most);
        var rows = await readers.Rows(
            Scope.Of(tenant),
            sql,
            row => new FacetRow(
                row.TextOrNull(0),
                row.Long(1),
                row.TextOrNull(2),
                row.TextOrNull(3),
                row.TextOrNull(4),
                row.TextOrNull(5),
                row.Long(6)
            ),
            cancellation,
            values
        );
        foreach (var row in rows)
            count.Add(row);
        return count.Result;
    }

    public async ValueTask<EventView?> Find(TenantId tenant, string eventId, CancellationToken cancellation) =>
        (await readers.Rows(Scope.Of(tenant), $"{EventRow.Select} AND e.id = $2", EventRow.Read, cancellation, tenant.Value, eventId))
            .Select(row => row.View)
            .FirstOrDefault();

    public async ValueTask<IReadOnlyList<EventView>> Find(
        TenantId tenant,
        IReadOnlyCollection<string> eventIds,
        CancellationToken cancellation
    ) =>
        eventIds.Count == 0
            ? []
            : await readers.Rows(
                Scope.Of(tenant),
                $"{EventRow.Select} AND e.id = ANY ($2)",
                row => EventRow.Read(row).View,
                cancellation,
                tenant.Value,
                Arg.Texts(eventIds)
            );

    public ValueTask<IReadOnlyList<JournalRow>> Journal(TenantId tenant, string eventId, CancellationToken cancellation) =>
        Rows(
            $"""
            {Columns} AND kind = 'event' AND id = $2
            UNION ALL
            {Columns} AND kind = 'escalation' AND id = $2
            UNION ALL
            {Columns} AND kind = 'page' AND id > $2 || '.' AND id < $2 || '/'
            ORDER BY xid, n
            """,
            tenant,
            eventId,
            cancellation
        );

    public ValueTask<IReadOnlyList<JournalRow>> Escalations(TenantId tenant, string eventId, CancellationToken cancellation) =>
        Rows($"{Columns} AND kind = 'escalation' AND id = $2 ORDER BY version", tenant, eventId, cancellation);

    async ValueTask<IReadOnlyList<JournalRow>> Rows(string sql, TenantId tenant, string eventId, CancellationToken cancellation) =>
        await readers.Rows(
            Scope.Of(tenant),
            sql,
            row => new JournalRow(
                new(row.Text(2), tenant, row.Text(3)),
                row.Long(4),
                row.Text(5),
                row.Bytes(6),
                row.Text(7),
                row.Instant(8)
            ),
            cancellation,
            tenant.Value,
            eventId
        );

    public async ValueTask<Listing<PageView>> Notifications(
        TenantId tenant,
        IReadOnlyList<PageStatus> statuses,
        int limit,
        string? cursor,
        CancellationToken cancellation
    )
    {
        var list = new NotificationList(tenant, statuses, cursor);
        var found = new List<(long, string, PageView)>();
        foreach (var status in list.Statuses)
        {
            Arg[] values = status is null
                ? [tenant.Value, list.DueAt, list.Id, limit + 1L]
                : [tenant.Value, list.DueAt, list.Id, limit + 1L, status];
            found.AddRange(
                await readers.Rows(
                    Scope.Of(tenant),
                    $"SELECT due_at, id, view FROM page WHERE tenant = $1 {(status is null ? "" : "AND status = $5")} AND (due_at, id) < ($2, $3) "
                        + "AND view IS NOT NULL ORDER BY due_at DESC, id DESC LIMIT $4",
                    row => (row.Long(0), row.Text(1), JsonSerializer.Deserialize<PageView>(row.Bytes(2), WireJson.Options)!),
                    cancellation,
                    values
                )
            );
        }
        return list.Of(found, limit);
    }

    public async ValueTask<IReadOnlyList<PageView>> Pages(TenantId tenant, string eventId, CancellationToken cancellation) =>
        await readers.Rows(
            Scope.Of(tenant),
            "SELECT view FROM page WHERE tenant = $1 AND event_id = $2 AND view IS NOT NULL ORDER BY due_at, level, id",
            row => JsonSerializer.Deserialize<PageView>(row.Bytes(0), WireJson.Options)!,
            cancellation,
            tenant.Value,
            eventId
        );
}
