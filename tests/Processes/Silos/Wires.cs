namespace Watchfloor.Tests.Processes;

/// <summary>
/// The network of a cluster: every process has a machine of its own, as has the database. It takes away what is cut in silence: no
/// connection is reset, and nobody is told.
/// </summary>
sealed class Wires : IAsyncDisposable
{
    readonly PrivateNetwork _network;
    readonly Dictionary<string, Machine> _machines = [];
    readonly Func<string, TimeSpan> _off;

    Wires(PrivateNetwork network, Machine database, Machine people, Func<string, TimeSpan> off) =>
        (_network, Database, People, _off) = (network, database, people, off);

    /// <summary>Where the database runs.</summary>
    public Machine Database { get; }

    /// <summary>Where those are that get pages.</summary>
    public Machine People { get; }

    /// <param name="off">By how much the clock of whoever has this name is wrong.</param>
    public static async Task<Wires> Start(Func<string, TimeSpan> off)
    {
        var network = await PrivateNetwork.Start();
        try
        {
            return new(network, await network.Add("database"), await network.Add("people"), off);
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same one for all lives of a process.</summary>
    public async Task<Machine> MachineOf(string name)
    {
        if (_machines.TryGetValue(name, out var machine))
            return machine;
        machine = _machines[name] = await _network.Add(name);
        machine.Clock.Set(_off(name));
        return machine;
    }

    /// <summary>Nothing passes between the two.</summary>
    public async Task Part(Machine one, Machine other)
    {
        await _network.Cut(one, other);
        await _network.Cut(other, one);
    }

    /// <summary>What the one sends does not arrive; what the other one sends does.</summary>
    public Task Muffle(Machine from, Machine to) => _network.Cut(from, to);

    public Task Unmuffle(Machine from, Machine to) => _network.Mend(from, to);

    public async Task Join(Machine one, Machine other)
    {
        await _network.Mend(one, other);
        await _network.Mend(other, one);
    }

    public ValueTask DisposeAsync() => _network.DisposeAsync();
}
