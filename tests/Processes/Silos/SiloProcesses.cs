namespace Watchfloor.Tests.Processes;

/// <summary>
/// Silos and apis on one PostgreSQL of their own, each a process of its own; in a network each has a machine of its own too, as has their
/// database.
/// </summary>
sealed class SiloProcesses : IAsyncDisposable
{
    readonly TemporaryDirectory _data = new();
    readonly List<SiloProcess> _silos = [];
    readonly List<SiloProcess> _apis = [];
    readonly Wires? _wires;
    int _names;

    SiloProcesses(ServerDatabase database, Wires? wires) => (Database, _wires) = (database, wires);

    public ServerDatabase Database { get; }

    /// <summary>What connects them.</summary>
    public Wires Wires => _wires ?? throw new InvalidOperationException("all are on one machine");

    public IReadOnlyList<SiloProcess> Silos => _silos;

    public IReadOnlyList<SiloProcess> All => [.. _silos, .. _apis];

    public IReadOnlyList<SiloProcess> Apis => _apis;

    public IReadOnlyList<string> Addresses => [.. _apis.Select(api => api.Address)];

    public string Output => string.Join("\n\n", All.Select(process => $"{process.Name}:\n{process.Output}"));

    /// <summary>Starts them on an empty database, all at once, and waits until all are ready.</summary>
    public static async Task<SiloProcesses> Start(int silos, int apis, Wires? wires = null)
    {
        var cluster = new SiloProcesses(await ServerDatabase.Alone(wires?.Database), wires);
        try
        {
            for (var number = 1; number <= silos; number++)
                cluster._silos.Add(await cluster.Launch($"silo-{number}", "silo"));
            for (var number = 1; number <= apis; number++)
                cluster._apis.Add(await cluster.Launch($"api-{number}", "api"));
            cluster._names = Math.Max(silos, apis);
            await cluster.Ready();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public string AdminKey() => File.ReadAllText(Path.Combine(_data["data"], "admin.key"));

    /// <summary>Speaks to the first api as the administrator.</summary>
    public Caller Admin(int api = 0) => new(Addresses[api], AdminKey());

    /// <summary>Waits until all that live are ready, and the view holds the silos among them and nobody else.</summary>
    public async Task Ready()
    {
        await Task.WhenAll(All.Where(process => process.Lives).Select(process => process.Ready()));
        await Members(_silos.Where(silo => silo.Lives).Select(silo => silo.Name));
    }

    /// <summary>Waits until the view has these members, all of whom have acknowledged it.</summary>
    public async Task Members(IEnumerable<string> names)
    {
        var wanted = names.Order().ToList();
        using var api = Admin();
        await Eventually.Sees(
            $"a view of {string.Join(", ", wanted)}",
            async () => await api.Get("cluster"),
            answer => answer.Succeeded && MembersOf(answer).SequenceEqual(wanted)
        );
    }

    /// <summary>One silo more.</summary>
    /// <param name="program">Another one than that of this version.</param>
    public async Task<SiloProcess> Join(IReadOnlyList<string>? program = null)
    {
        var silo = await Launch($"silo-{++_names}", "silo", program);
        _silos.Add(silo);
        await silo.Ready();
        return silo;
    }

    /// <summary>It is stopped and started in its place.</summary>
    /// <param name="program">If it is another one from now on.</param>
    public async Task Restart(SiloProcess process, IReadOnlyList<string>? program = null)
    {
        await Stop(process);
        process.StartAgain(program);
        await Ready();
    }

    /// <summary>Starts a silo that must not be let in. Returns what it says.</summary>
    public async Task<string> Refuses(IReadOnlyList<string>? program = null)
    {
        await using var silo = await Launch($"silo-{++_names}", "silo", program);
        var code = await silo.Ends();
        Assert.True(code == 1, $"it ended with {code}: {silo.Output}");
        return silo.Output;
    }

    /// <summary>It goes for good.</summary>
    public async Task Leave(SiloProcess silo)
    {
        await Stop(silo);
        _silos.Remove(silo);
        await silo.DisposeAsync();
    }

    /// <summary>Every process dies at once, the database with them.</summary>
    public async Task CutPower()
    {
        await Task.WhenAll([.. All.Where(process => process.Lives).Select(process => process.Kill()), Database.Server.Kill()]);
    }

    /// <summary>The database comes back, then every process.</summary>
    public async Task RestorePower()
    {
        await Database.Server.Launch();
        foreach (var process in All)
            process.StartAgain();
        await Ready();
    }

    static async Task Stop(SiloProcess process)
    {
        var code = await process.Stop();
        Assert.True(code == 0, $"{process.Name} ended with {code}: {process.Output}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in All)
            await process.DisposeAsync();
        await Database.DisposeAsync();
        _data.Dispose();
    }

    async Task<SiloProcess> Launch(string name, string role, IReadOnlyList<string>? program = null) =>
        new(name, role, _data["data"], Database, _wires is null ? null : await _wires.MachineOf(name), program);

    static IEnumerable<string> MembersOf(Answer answer)
    {
        var view = answer.Json.GetProperty("view").GetInt64();
        return answer
            .Json.GetProperty("members")
            .EnumerateArray()
            .Where(member => member.GetProperty("acknowledgedView").GetInt64() >= view)
            .Select(member => member.GetProperty("name").GetString()!)
            .Order();
    }
}
