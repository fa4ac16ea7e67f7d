namespace Watchfloor.Benchmarks;

/// <summary>A started Watchfloor server on an empty (or given) data directory, and its admin's key.</summary>
sealed class Server : IAsyncDisposable
{
    readonly ChildProcess _process;

    Server(ChildProcess process, string key) => (_process, Key) = (process, key);

    public Uri Address => _process.Address;

    public string Key { get; }

    public TimeSpan UntilReady => _process.UntilReady;

    public TimeSpan Worked => _process.Worked;

    /// <summary>Keeps everything in the directory or, with a connection string, everything but the keys in PostgreSQL.</summary>
    public static async Task<Server> Start(string data, CancellationToken cancellation, string? postgres = null)
    {
        string[] store = postgres is null ? [] : ["--postgres", postgres];
        var process = await ChildProcess.Start(
            Paths.Server,
            address => ["--urls", address.ToString().TrimEnd('/'), "--data", data, "--no-demo", .. store],
            "/health/ready",
            cancellation
        );
        return new(process, (await File.ReadAllTextAsync(Path.Combine(data, "admin.key"), cancellation)).Trim());
    }

    public Metrics Metrics => new(Address, Key);

    public Api Connect(int connections) => new(Address, Key, connections);

    /// <summary>kill -9, and returns when it is gone.</summary>
    public async Task Kill(CancellationToken cancellation)
    {
        _process.Kill();
        await _process.Ended(cancellation);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
