namespace Watchfloor.Tests.Processes;

/// <summary>One thing that happens to a cluster, with its mending: afterwards three silos serve.</summary>
sealed record Wound(string Name, Func<Task> Inflict);

/// <summary>What can happen to silos, to their database, to the network between them and to their clocks while people work.</summary>
sealed partial class Wounds(SiloProcesses cluster, Writers writers, Random chance)
{
    Wound[] All =>
        [
            new("kill -9 of a silo", Kill),
            new("silo that stands still beside one without its database", FreezeAndCutOff),
            new("two silos without each other", PartShortly),
            new("clocks that leap", LeapClocks),
            new("join and leave", JoinAndLeave),
            new("kill -9 of the database", KillDatabase),
            new("power cut", CutPower),
        ];

    /// <summary>What only makes sense besides, or takes too long, in the long form.</summary>
    Wound[] More =>
        [
            new("silo that stands still for 15 s", Freeze),
            new("silo without its database", CutOff),
            new("silo whom the database does not hear", Mute),
            new("silo that does not hear the database", Deafen),
            new("two silos without each other for longer than a lease", PartLong),
            new("silo that another one does not hear", MuffleSilo),
            new("machine that vanishes", Vanish),
            new("30 s without the database", LoseDatabase),
            new("rolling stop", Stop),
        ];

    /// <summary>Each once, in an order by chance.</summary>
    public IReadOnlyList<Wound> Each()
    {
        var all = All;
        chance.Shuffle(all);
        return all;
    }

    /// <summary>Every one, in an order by chance, and then others by chance.</summary>
    public IReadOnlyList<Wound> Many(int count)
    {
        Wound[] all = [.. All, .. More];
        chance.Shuffle(all);
        return [.. all, .. Enumerable.Range(0, Math.Max(0, count - all.Length)).Select(_ => all[chance.Next(all.Length)])];
    }

    async Task Kill()
    {
        var silo = Any();
        await silo.Kill();
        await writers.Another(20);
        await Back(silo);
    }

    /// <summary>One is left, and takes over all. Both come back believing that they are members.</summary>
    async Task FreezeAndCutOff()
    {
        var silos = Shuffled();
        var (frozen, deaf) = (silos[0], silos[1]);
        frozen.Freeze();
        await cluster.Wires.Part(deaf.Machine, Database);
        await cluster.Members(silos[2..].Select(silo => silo.Name));
        await writers.Another(20);
        frozen.Thaw();
        await cluster.Wires.Join(deaf.Machine, Database);
        Assert.Equal((3, 3), (await frozen.Ends(), await deaf.Ends()));
        frozen.StartAgain();
        await Back(deaf);
    }

    /// <summary>It wakes up believing that it is a member, and must find that it is none.</summary>
    async Task Freeze()
    {
        var silo = Any();
        var stillness = Rest(15);
        silo.Freeze();
        await AllBut(silo);
        await writers.Another(20);
        await stillness;
        silo.Thaw();
        await EndsAndComesBack(silo);
    }

    async Task JoinAndLeave()
    {
        var silo = await cluster.Join();
        await cluster.Ready();
        await writers.Another(20);
        await cluster.Leave(silo);
        await cluster.Ready();
    }

    /// <summary>No wound at all for who is at work: nobody is sent away.</summary>
    async Task Stop()
    {
        var failed = writers.Failed;
        foreach (var silo in cluster.Silos.ToList())
        {
            await cluster.Restart(silo);
            await writers.Another(20);
        }
        Assert.True(failed == writers.Failed, writers.LastFailure);
    }

    async Task KillDatabase()
    {
        await cluster.Database.Server.Kill();
        await Task.WhenAll(cluster.Silos.Select(silo => silo.Unready()));
        await cluster.Database.Server.Launch();
        await cluster.Ready();
    }

    /// <summary>All leases run out meanwhile, and nobody is put out for that.</summary>
    async Task LoseDatabase()
    {
        var outage = Rest(30);
        await cluster.Database.Server.Kill();
        await outage;
        await cluster.Database.Server.Launch();
        await cluster.Ready();
        Assert.All(cluster.Silos, silo => Assert.True(silo.Lives, silo.Name));
    }

    async Task CutPower()
    {
        await cluster.CutPower();
        await cluster.RestorePower();
    }

    /// <summary>How long something lasts.</summary>
    static async Task Rest(int seconds)
    {
        using var time = new PeriodicTimer(TimeSpan.FromSeconds(seconds));
        await time.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    async Task Back(SiloProcess silo)
    {
        silo.StartAgain();
        await cluster.Ready();
    }

    async Task EndsAndComesBack(SiloProcess silo)
    {
        Assert.Equal(3, await silo.Ends());
        await Back(silo);
    }

    Task AllBut(SiloProcess silo) => cluster.Members(cluster.Silos.Where(other => other != silo).Select(other => other.Name));

    Machine Database => cluster.Wires.Database;

    SiloProcess Any() => cluster.Silos[chance.Next(cluster.Silos.Count)];

    SiloProcess[] Shuffled()
    {
        var silos = cluster.Silos.ToArray();
        chance.Shuffle(silos);
        return silos;
    }
}
