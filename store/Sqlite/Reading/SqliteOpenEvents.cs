using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>Open events by facility and category or by key, and whose an occurrence is.</summary>
sealed class SqliteOpenEvents(Readers readers, Unwritten unwritten) : IOpenEvents
{
    const string Keyed = """
        SELECT e.id, e.version, e.state FROM event_key k JOIN event e ON e.tenant = k.tenant AND e.id = k.id
        WHERE k.tenant = ? AND k.key = ? AND k.over
        """;

    public ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> Of(
        TenantId tenant,
        string? facilityId,
        string category,
        CancellationToken cancellation
    )
    {
        if (unwritten.HasNoneOpen(tenant, facilityId, category))
            return ValueTask.FromResult<IReadOnlyList<(EntityId, StoredEntity)>>([]);
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql("SELECT id, version, state FROM event WHERE tenant = ? AND category = ? AND facility_id IS ? AND urgency < 2 ORDER BY +id")
            .Add(tenant.Value)
            .Add(category)
            .Add(facilityId);
        return ValueTask.FromResult<IReadOnlyList<(EntityId, StoredEntity)>>(Read(row, tenant));
    }

    public ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> Under(TenantId tenant, string key, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var events = Read(reader.Sql($"{Keyed} = 0 ORDER BY k.id").Add(tenant.Value).Add(key), tenant);
        events.AddRange(Read(reader.Sql($"{Keyed} = 1 ORDER BY k.id DESC LIMIT 1").Add(tenant.Value).Add(key), tenant));
        return ValueTask.FromResult<IReadOnlyList<(EntityId, StoredEntity)>>(events);
    }

    public ValueTask<IReadOnlyList<(string? FacilityId, string Category)>> Groups(TenantId tenant, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql(
                "SELECT facility_id, category FROM event WHERE tenant = ? AND category >= '' AND urgency < 2 GROUP BY category, facility_id"
            )
            .Add(tenant.Value);
        var groups = new List<(string?, string)>();
        while (row.Step())
            groups.Add((row.TextOrNull(0), row.Text(1)));
        return ValueTask.FromResult<IReadOnlyList<(string?, string)>>(groups);
    }

    public ValueTask<IReadOnlyList<MergedEvent>> Merged(
        TenantId tenant,
        string? facilityId,
        string category,
        CancellationToken cancellation
    )
    {
        if (unwritten.HasNoneMerged(tenant, facilityId, category))
            return ValueTask.FromResult<IReadOnlyList<MergedEvent>>([]);
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql(
                """
                WITH RECURSIVE gone (id, seen, at) AS (
                  SELECT id, detected_at, merged_into FROM event
                  WHERE tenant = ?1 AND category = ?2 AND facility_id IS ?3 AND merged_into IS NOT NULL
                  UNION
                  SELECT id, seen, (SELECT merged_into FROM event WHERE tenant = ?1 AND event.id = gone.at)
                  FROM gone WHERE at IS NOT NULL
                )
                SELECT id, seen, at FROM gone WHERE (SELECT urgency FROM event WHERE tenant = ?1 AND event.id = gone.at) < 2
                """
            )
            .Add(tenant.Value)
            .Add(category)
            .Add(facilityId);
        var events = new List<MergedEvent>();
        while (row.Step())
            events.Add(new(row.Text(0), row.Instant(1), row.Text(2)));
        return ValueTask.FromResult<IReadOnlyList<MergedEvent>>(events);
    }

    public ValueTask<string?> ClaimedBy(TenantId tenant, string source, string externalId, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql("SELECT event_id FROM claims WHERE tenant = ? AND source = ? AND external_id = ?")
            .Add(tenant.Value)
            .Add(source)
            .Add(externalId);
        return ValueTask.FromResult(row.Step() ? row.Text(0) : null);
    }

    static List<(EntityId, StoredEntity)> Read(Statement row, TenantId tenant)
    {
        var events = new List<(EntityId, StoredEntity)>();
        while (row.Step())
            events.Add((new(Kinds.Event, tenant, row.Text(0)), new(row.Long(1), row.Utf8(2).ToArray())));
        return events;
    }
}
