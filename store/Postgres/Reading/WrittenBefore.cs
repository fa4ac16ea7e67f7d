namespace Watchfloor.Store.Postgres;

/// <summary>What the database has of a tenant, in one visit.</summary>
sealed class WrittenBefore(Readers readers) : IWrittenBefore
{
    const string Highest = "SELECT max(id) FROM event WHERE tenant = $1";
    const string HighestRemoved = "SELECT max(id) FROM tombstones WHERE tenant = $1";

    static readonly string OpenPlaces = Places("urgency < 2");
    static readonly string MergedPlaces = Places("merged_into IS NOT NULL");

    public async Task Tell(TenantId tenant, SeenIds ids, SeenPlaces open, SeenPlaces merged)
    {
        Arg[] ofTenant = [tenant.Value];
        await readers.Ask(
            Scope.Of(tenant),
            [
                (Highest, AddIds, ofTenant),
                (HighestRemoved, AddIds, ofTenant),
                (OpenPlaces, row => open.Add(row.TextOrNull(0), row.Text(1)), ofTenant),
                (MergedPlaces, row => merged.Add(row.TextOrNull(0), row.Text(1)), ofTenant),
            ],
            static () => { }, // nothing to take back
            CancellationToken.None
        );

        void AddIds(Row row)
        {
            if (row.TextOrNull(0) is { } id)
                ids.AddUpTo(id);
        }
    }

    static string Places(string which) =>
        $"""
            SELECT facility_id, category FROM event WHERE tenant = $1 AND category >= '' AND {which}
            GROUP BY category, facility_id LIMIT {SeenPlaces.Most + 1}
            """;
}
