using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>Open events by facility and category or by key, and whose an occurrence is.</summary>
sealed class PostgresOpenEvents(Readers readers) : IOpenEvents
{
    const string Open = "SELECT id, version, state FROM event WHERE tenant = $1 AND category = $2 AND urgency < 2 AND facility_id";
    const string Keyed = """
        SELECT e.id, e.version, e.state FROM event_key k JOIN event e ON e.tenant = k.tenant AND e.id = k.id
        WHERE k.tenant = $1 AND k.key = $2 AND k.over
        """;
    const string OpenAndNewest = $"({Keyed} = false ORDER BY k.id) UNION ALL ({Keyed} = true ORDER BY k.id DESC LIMIT 1)";
    const string Owner = "SELECT event_id FROM claims WHERE tenant = $1 AND source = $2 AND external_id = $3";

    public async ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> Of(
        TenantId tenant,
        string? facilityId,
        string category,
        CancellationToken cancellation
    ) =>
        await readers.Rows(
            Scope.Of(tenant),
            facilityId is null ? $"{Open} IS NULL ORDER BY id" : $"{Open} = $3 ORDER BY id",
            row => (new EntityId(Kinds.Event, tenant, row.Text(0)), new StoredEntity(row.Long(1), row.Bytes(2))),
            cancellation,
            facilityId is null ? [tenant.Value, category] : [tenant.Value, category, facilityId]
        );

    public async ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> Under(
        TenantId tenant,
        string key,
        CancellationToken cancellation
    ) =>
        await readers.Rows(
            Scope.Of(tenant),
            OpenAndNewest,
            row => (new EntityId(Kinds.Event, tenant, row.Text(0)), new StoredEntity(row.Long(1), row.Bytes(2))),
            cancellation,
            tenant.Value,
            key
        );

    public async ValueTask<IReadOnlyList<(string? FacilityId, string Category)>> Groups(TenantId tenant, CancellationToken cancellation) =>
        await readers.Rows(
            Scope.Of(tenant),
            "SELECT facility_id, category FROM event WHERE tenant = $1 AND category >= '' AND urgency < 2 GROUP BY category, facility_id",
            row => (row.TextOrNull(0), row.Text(1)),
            cancellation,
            tenant.Value
        );

    public async ValueTask<IReadOnlyList<MergedEvent>> Merged(
        TenantId tenant,
        string? facilityId,
        string category,
        CancellationToken cancellation
    ) =>
        await readers.Rows(
            Scope.Of(tenant),
            $"""
            WITH RECURSIVE gone (id, seen, at) AS (
              SELECT id, detected_at, merged_into FROM event
              WHERE tenant = $1 AND category = $2 AND merged_into IS NOT NULL AND facility_id {(facilityId is null ? "IS NULL" : "= $3")}
              UNION
              SELECT id, seen, (SELECT merged_into FROM event WHERE tenant = $1 AND event.id = gone.at)
              FROM gone WHERE at IS NOT NULL
            )
            SELECT id, seen, at FROM gone WHERE (SELECT urgency FROM event WHERE tenant = $1 AND event.id = gone.at) < 2
            """,
            row => new MergedEvent(row.Text(0), row.Instant(1), row.Text(2)),
            cancellation,
            facilityId is null ? [tenant.Value, category] : [tenant.Value, category, facilityId]
        );

    public async ValueTask<string?> ClaimedBy(TenantId tenant, string source, string externalId, CancellationToken cancellation) =>
        await readers.First(Scope.Of(tenant), Owner, row => row.Text(0), cancellation, tenant.Value, source, externalId);
}
