using Watchfloor.Store;

namespace Watchfloor.Benchmarks;

/// <summary>How long readers wait for pages of events and for facets among a million, on SQLite.</summary>
sealed class Search : IBenchmark
{
    public string Name => "search";

    public string Title => "Search among a million events (SQLite)";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var directory = Directory.CreateTempSubdirectory("watchfloor-bench-").FullName;
        try
        {
            var reads = new SearchReads(effort);
            await reads.Fill(events => SqliteLoad.Fill(directory, events));
            await using var store = SqliteStore.Open(directory, TimeProvider.System);
            return await reads.Run(store, cancellation);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}

/// <summary>How long readers wait for pages of events and for facets among a million, on PostgreSQL.</summary>
sealed class SearchPostgres : IBenchmark
{
    public string Name => "search-postgres";

    public string Title => "Search among a million events (PostgreSQL)";

    public bool HasQuickForm => false;

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        await using var postgres = await ScratchPostgres.Start();
        var database = await postgres.CreateGuarded("search");
        await using (await PostgresStore.Open(database, TimeProvider.System, cancellation)) { }
        var reads = new SearchReads(effort);
        await reads.Fill(events => PostgresLoad.Fill(postgres.To("search"), events, cancellation));
        await using var store = await PostgresStore.Open(database, TimeProvider.System, cancellation);
        return await reads.Run(store, cancellation);
    }
}
