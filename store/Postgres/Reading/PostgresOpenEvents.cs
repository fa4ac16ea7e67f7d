using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>Open events by facility and category or by key, and whose an occurrence is. Every new event asks for each of them.</summary>
sealed class PostgresOpenEvents(Readers readers, SharedWays ways, Unwritten unwritten) : IOpenEvents
{
    // Of a table that was empty a moment ago the planner believes that any index beginning with the tenant is as good as another, and keeps
    // what it made of it. The order is that of the index of open events: without it the key would be walked through, for its order.
    const string Open = "SELECT id, version, state FROM event WHERE tenant = $1 AND category = i.category AND urgency < 2 AND";
    const string InOrder = "ORDER BY facility_id, id";
    const string Gone = "SELECT FROM event WHERE tenant = $1 AND category = i.category AND merged_into IS NOT NULL AND";
    const string Here = "facility_id = i.facility";
    const string Nowhere = "facility_id IS NULL";

    // Each event by its key: a join that was planned while there were few would walk through all of them later.
    const string Keyed = """
        SELECT k.id, e.version, e.state FROM event_key k
        CROSS JOIN LATERAL (SELECT version, state FROM event WHERE tenant = $1 AND id = k.id OFFSET 0) AS e
        WHERE k.tenant = $1 AND k.key = i.key AND k.over
        """;

    static readonly string OpenHere = Look.ByKeys("category, facility", $"{Open} {Here} {InOrder}");
    static readonly string OpenNowhere = Look.ByKeys("category", $"{Open} {Nowhere} {InOrder}");
    static readonly string GoneHere = Look.ByKeys("category, facility", $"{Gone} {Here} LIMIT 1");
    static readonly string GoneNowhere = Look.ByKeys("category", $"{Gone} {Nowhere} LIMIT 1");
    static readonly string OpenAndNewest = Look.ByKeys(
        "key",
        $"({Keyed} = false ORDER BY k.id) UNION ALL ({Keyed} = true ORDER BY k.id DESC LIMIT 1)"
    );
    static readonly string Owners = Look.ByKeys(
        "source, external",
        "SELECT event_id FROM claims WHERE tenant = $1 AND source = i.source AND external_id = i.external"
    );

    public async ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> Of(
        TenantId tenant,
        string? facilityId,
        string category,
        CancellationToken cancellation
    ) =>
        unwritten.HasNoneOpen(tenant, facilityId, category)
            ? []
            : await States(tenant, facilityId is null ? OpenNowhere : OpenHere, Place(facilityId, category), cancellation);

    public async ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> Under(
        TenantId tenant,
        string key,
        CancellationToken cancellation
    ) => await States(tenant, OpenAndNewest, [key], cancellation);

    public async ValueTask<IReadOnlyList<(string? FacilityId, string Category)>> Groups(TenantId tenant, CancellationToken cancellation) =>
        await readers.Rows(
            Scope.Of(tenant),
            "SELECT facility_id, category FROM event WHERE tenant = $1 AND category >= '' AND urgency < 2 GROUP BY category, facility_id",
            row => (row.TextOrNull(0), row.Text(1)),
            cancellation,
            tenant.Value
        );

    /// <summary>Hardly any place has one, so that is asked first, together with others.</summary>
    public async ValueTask<IReadOnlyList<MergedEvent>> Merged(
        TenantId tenant,
        string? facilityId,
        string category,
        CancellationToken cancellation
    )
    {
        if (unwritten.HasNoneMerged(tenant, facilityId, category))
            return [];
        var any = facilityId is null ? GoneNowhere : GoneHere;
        return await ways.Rows(tenant, any, Place(facilityId, category), _ => true, cancellation) is []
            ? []
            : await MergedHere(tenant, facilityId, category, cancellation);
    }

    public async ValueTask<string?> ClaimedBy(TenantId tenant, string source, string externalId, CancellationToken cancellation) =>
        await ways.Rows(tenant, Owners, [source, externalId], row => row.Text(1), cancellation) is [var owner, ..] ? owner : null;

    Task<List<(EntityId, StoredEntity)>> States(TenantId tenant, string sql, string[] keys, CancellationToken cancellation) =>
        ways.Rows(
            tenant,
            sql,
            keys,
            row => (new EntityId(Kinds.Event, tenant, row.Text(1)), new StoredEntity(row.Long(2), row.Bytes(3))),
            cancellation
        );

    async ValueTask<IReadOnlyList<MergedEvent>> MergedHere(
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

    static string[] Place(string? facilityId, string category) => facilityId is null ? [category] : [category, facilityId];
}
