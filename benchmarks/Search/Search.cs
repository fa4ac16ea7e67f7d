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
            await using var store = SqliteStore.Open(directory, TimeProvider.System);
            return await SearchReads.Run(store, effort, cancellation);
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

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        await using var postgres = await ScratchPostgres.Start();
        await using var store = await PostgresStore.Open(await postgres.Create("search"), TimeProvider.System, cancellation);
        return await SearchReads.Run(store, effort, cancellation);
    }
}
