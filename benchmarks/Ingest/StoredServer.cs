namespace Watchfloor.Benchmarks;

/// <summary>A Watchfloor on an empty store of its own: SQLite in its data directory, or a database of a PostgreSQL that serves nobody else.</summary>
sealed class StoredServer : IAsyncDisposable
{
    readonly TemporaryFolder _data = new();
    readonly ScratchPostgres? _postgres;
    readonly string? _database;
    Server? _server;

    StoredServer(ScratchPostgres? postgres, string? database) => (_postgres, _database) = (postgres, database);

    /// <summary>As people call it.</summary>
    public string Store => _postgres is null ? "SQLite" : "PostgreSQL";

    public Server Server => _server!;

    /// <summary>What the server took of the processors so far, and PostgreSQL where it is the store.</summary>
    public TimeSpan Worked => Server.Worked + (_postgres?.Worked ?? TimeSpan.Zero);

    /// <param name="fill">Puts something into its directory before the server starts.</param>
    public static async Task<StoredServer> OnSqlite(CancellationToken cancellation, Func<string, Task>? fill = null)
    {
        var it = new StoredServer(null, null);
        if (fill is not null)
            await fill(it._data.Full);
        await it.Launch(cancellation);
        return it;
    }

    public static async Task<StoredServer> OnPostgres(CancellationToken cancellation)
    {
        var postgres = await ScratchPostgres.Start();
        var it = new StoredServer(postgres, await postgres.CreateGuarded("watchfloor"));
        await it.Launch(cancellation);
        return it;
    }

    /// <summary>A life of the server; after a kill the next one, on what the last left behind.</summary>
    public async Task Launch(CancellationToken cancellation)
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = await Server.Start(_data.Full, cancellation, _database);
    }

    /// <summary>kill -9 amidst a load that may break, and a start anew; returns what was answered before.</summary>
    public async Task<Volley> KillAmidst(Task<Volley> load, TimeSpan after, CancellationToken cancellation)
    {
        await Task.Delay(after, cancellation);
        await Server.Kill(cancellation);
        var volley = await load;
        if (volley.Answered.Count == 0)
            throw new InvalidOperationException("nothing was acknowledged before the kill");
        await Launch(cancellation);
        return volley;
    }

    public Uri To(string path) => new(Server.Address, $"/api/v1/{path}");

    /// <summary>Waits until nothing that follows from what it answered waits to be written, delivered or indexed.</summary>
    public async Task AtRest(CancellationToken cancellation)
    {
        using var api = Server.Connect(1);
        await SiloProcesses.AtRest(api, cancellation);
    }

    /// <summary>What a bare writer of the very rows of these events reaches on the same kind of store, with so many of them per transaction, or fewer.</summary>
    public async Task<BareWriting> BareWriter(IReadOnlyList<string> events, int perTransaction, CancellationToken cancellation) =>
        _postgres is null
            ? RowsPeer.Copy(_data.Full, events, perTransaction)
            : await PostgresRowsPeer.Copy(_postgres, "watchfloor", events, perTransaction, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        _data.Dispose();
    }
}
