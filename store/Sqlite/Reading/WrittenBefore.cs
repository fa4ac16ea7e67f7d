namespace Watchfloor.Store.Sqlite;

/// <summary>What the database has of a tenant.</summary>
sealed class WrittenBefore(Readers readers) : IWrittenBefore
{
    static readonly string OpenPlaces = Places("urgency < 2");
    static readonly string MergedPlaces = Places("merged_into IS NOT NULL");

    public Task Tell(TenantId tenant, SeenIds ids, SeenPlaces open, SeenPlaces merged)
    {
        using var reader = readers.Rent();
        foreach (var table in (string[])["event", "tombstones"])
        {
            var highest = reader.Sql($"SELECT id FROM {table} WHERE tenant = ? ORDER BY id DESC LIMIT 1").Add(tenant.Value);
            if (highest.Step())
                ids.AddUpTo(highest.Text(0));
        }
        foreach (var (sql, seen) in (IEnumerable<(string, SeenPlaces)>)[(OpenPlaces, open), (MergedPlaces, merged)])
        {
            var place = reader.Sql(sql).Add(tenant.Value);
            while (place.Step())
                seen.Add(place.TextOrNull(0), place.Text(1));
        }
        return Task.CompletedTask;
    }

    static string Places(string which) =>
        $"""
            SELECT facility_id, category FROM event WHERE tenant = ? AND category >= '' AND {which}
            GROUP BY category, facility_id LIMIT {SeenPlaces.Most + 1}
            """;
}
