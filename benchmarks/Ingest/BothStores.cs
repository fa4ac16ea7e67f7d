namespace Watchfloor.Benchmarks;

/// <summary>A Watchfloor on SQLite and one on PostgreSQL, begun together.</summary>
sealed class BothStores(StoredServer sqlite, StoredServer postgres) : IAsyncDisposable
{
    public StoredServer Sqlite => sqlite;

    public StoredServer Postgres => postgres;

    public static async Task<BothStores> Start(CancellationToken cancellation)
    {
        var sqlite = StoredServer.OnSqlite(cancellation);
        try
        {
            var postgres = await StoredServer.OnPostgres(cancellation);
            return new(await sqlite, postgres);
        }
        catch
        {
            await (await sqlite).DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await sqlite.DisposeAsync();
        await postgres.DisposeAsync();
    }
}
