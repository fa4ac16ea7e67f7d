namespace Watchfloor.Benchmarks;

/// <summary>Silos and an api on one PostgreSQL database, each a process of its own, as on as many machines.</summary>
sealed class SiloProcesses : IAsyncDisposable
{
    readonly TemporaryFolder _data = new();
    readonly Dictionary<string, int> _ports = [];
    readonly Dictionary<string, ChildProcess> _running = [];

    SiloProcesses(string database, MemberTable members) => (Database, Members) = (database, members);

    /// <summary>For a client of the silos.</summary>
    public string Database { get; }

    /// <summary>What the cluster's tables say.</summary>
    public MemberTable Members { get; }

    public ChildProcess this[string name] => _running[name];

    /// <summary>Of the administrator.</summary>
    public string Key => File.ReadAllText(Path.Combine(_data.Full, "admin.key")).Trim();

    /// <summary>What silos and apis took of the processors so far.</summary>
    public TimeSpan Worked => _running.Values.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.Worked);

    /// <summary>Starts silo-1, silo-2, … and an api on an empty database, all at once, and waits until the view has them.</summary>
    public static async Task<SiloProcesses> Start(ScratchPostgres postgres, string name, int silos, CancellationToken cancellation)
    {
        var cluster = new SiloProcesses(await postgres.CreateGuarded(name), new(postgres.To(name)));
        try
        {
            await Task.WhenAll([
                .. Enumerable.Range(1, silos).Select(number => cluster.Launch($"silo-{number}", "silo", cancellation)),
                cluster.Launch("api", "api", cancellation),
            ]);
            await cluster.Members.Are(silos, cancellation);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a process and waits until it is ready. A silo of the same name is the next life at the same place.</summary>
    public async Task<ChildProcess> Launch(string name, string role, CancellationToken cancellation)
    {
        lock (_ports)
            _ports.TryAdd(name, ChildProcess.FreePort());
        var process = await ChildProcess.Start(
            Paths.Server,
            address =>
                [
                    "--cluster",
                    SiloPeer.Cluster,
                    "--role",
                    role,
                    "--name",
                    name,
                    "--urls",
                    address.ToString().TrimEnd('/'),
                    "--data",
                    _data.Full,
                    "--no-demo",
                    "--postgres",
                    Database,
                    .. role == "api" ? Array.Empty<string>() : ["--silo-address", $"127.0.0.1:{_ports[name]}"],
                ],
            "/health/ready",
            cancellation
        );
        lock (_running)
            _running[name] = process;
        return process;
    }

    /// <summary>Over HTTP, through the process of this name.</summary>
    public Api Connect(int connections, string name = "api") => new(_running[name].Address, Key, connections);

    /// <summary>Waits until nothing waits to be written, delivered or indexed.</summary>
    public static async Task AtRest(Api api, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var seen = await api.Get("cluster", deadline.Token);
            var isWritten =
                seen.GetProperty("waitingWrites").GetInt64() == 0 && seen.GetProperty("outbox").GetProperty("depth").GetInt64() == 0;
            if (isWritten && await api.Metric("watchfloor_store_unindexed", deadline.Token) == 0)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), deadline.Token);
        }
    }

    /// <summary>kill -9 of every process.</summary>
    public async Task CutPower(CancellationToken cancellation)
    {
        foreach (var process in _running.Values)
            process.Kill();
        foreach (var process in _running.Values)
            await process.Ended(cancellation);
    }

    /// <summary>Forgets a process that has ended, or ends it.</summary>
    public async Task Forget(string name)
    {
        if (_running.Remove(name, out var process))
            await process.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running.Values)
            await process.DisposeAsync();
        await Members.DisposeAsync();
        _data.Dispose();
    }
}
