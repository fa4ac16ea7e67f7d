namespace Watchfloor.Tests.Processes;

/// <summary>What a network does and clocks do. Whatever is dropped is dropped in silence, as where a cable was pulled far away.</summary>
sealed partial class Wounds
{
    /// <summary>It hears nothing and nobody hears of it: its lease runs out on both sides, and what it sent is refused if it ever arrives.</summary>
    Task CutOff() => Cut(silo => cluster.Wires.Part(silo, Database), silo => cluster.Wires.Join(silo, Database));

    /// <summary>Its statements do not arrive.</summary>
    Task Mute() => Cut(silo => cluster.Wires.Muffle(silo, Database), silo => cluster.Wires.Unmuffle(silo, Database));

    /// <summary>Its statements arrive, and it does not learn what became of them.</summary>
    Task Deafen() => Cut(silo => cluster.Wires.Muffle(Database, silo), silo => cluster.Wires.Unmuffle(Database, silo));

    async Task Cut(Func<Machine, Task> cut, Func<Machine, Task> mend)
    {
        var silo = Any();
        await cut(silo.Machine);
        await AllBut(silo);
        await writers.Another(20);
        await mend(silo.Machine);
        await EndsAndComesBack(silo);
    }

    /// <summary>Both have the database, so both stay. What one wants of the other must wait, or be sent away and come again.</summary>
    Task PartShortly() => Part(seconds: 3);

    Task PartLong() => Part(seconds: 25);

    async Task Part(int seconds)
    {
        var silos = Shuffled();
        var meanwhile = Rest(seconds);
        await cluster.Wires.Part(silos[0].Machine, silos[1].Machine);
        await meanwhile;
        await cluster.Wires.Join(silos[0].Machine, silos[1].Machine);
        await AllServe();
    }

    async Task MuffleSilo()
    {
        var silos = Shuffled();
        var meanwhile = Rest(seconds: 15);
        await cluster.Wires.Muffle(silos[0].Machine, silos[1].Machine);
        await meanwhile;
        await cluster.Wires.Unmuffle(silos[0].Machine, silos[1].Machine);
        await AllServe();
    }

    /// <summary>Neither the others nor the database nor an api hears of it any more, and it hears of nobody.</summary>
    async Task Vanish()
    {
        var silo = Any();
        var others = cluster.All.Where(one => one != silo).Select(one => one.Machine).Append(Database).ToList();
        foreach (var other in others)
            await cluster.Wires.Part(silo.Machine, other);
        await AllBut(silo);
        await writers.Another(20);
        foreach (var other in others)
            await cluster.Wires.Join(silo.Machine, other);
        await EndsAndComesBack(silo);
    }

    /// <summary>Who was early is late from now on, and the other way round.</summary>
    async Task LeapClocks()
    {
        foreach (var process in cluster.All)
            process.Machine.Clock.Set(-process.Machine.Clock.Off);
        await Timekeeping.ClocksAreWrong(cluster);
        await writers.Another(20);
        await cluster.Ready();
    }

    /// <summary>Who could not reach the other may have ended for it; then it comes back.</summary>
    async Task AllServe()
    {
        foreach (var silo in cluster.Silos.Where(silo => !silo.Lives))
            silo.StartAgain();
        await cluster.Ready();
    }
}
