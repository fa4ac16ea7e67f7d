using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>Turns that go on where their grain is no more: whatever they still do, it reaches nobody.</summary>
public sealed class GivenAwayTests
{
    [Fact]
    public async Task A_turn_that_outlasts_its_grains_move_reaches_nobody_and_answers_nobody()
    {
        await using var silos = await SeveralSilos.Start(
            2,
            static silo => silo.Configure<ClusterMembershipOptions>(options => options.ProbeTimeout = TimeSpan.FromMinutes(10))
        );
        var keys = SeveralSilos.Keys(24);
        var works = keys.ToDictionary(key => key, key => silos.Client.GetGrain<IOutlasting>(key).Work(key));
        foreach (var key in keys)
            await Signals.Wait($"{key}-in");

        var joined = await silos.Cluster.StartAdditionalSiloAsync();
        var view = joined.ServiceProvider.GetRequiredService<ICluster>();
        var moved = keys.Where(key => joined.SiloAddress.Equals(view.OwnerOf(GrainId.Create("test-outlasting", key)))).ToArray();
        foreach (var key in moved)
            Assert.Contains("may have run", (await Assert.ThrowsAsync<OrleansException>(() => works[key])).Message);
        foreach (var key in keys)
            Signals.Raise($"{key}-out");

        foreach (var key in moved)
            await Signals.Wait($"{key}-refused");
        foreach (var key in keys.Except(moved))
            await works[key];
        Assert.InRange(moved.Length, 1, keys.Length - 1);
        foreach (var key in keys)
            Assert.Equal(moved.Contains(key) ? 1 : 2, await silos.Client.GetGrain<IPlace>($"{key}-other").Count());
    }

    [Fact]
    public async Task A_turn_of_a_silo_without_a_lease_reaches_nobody_in_another_silo()
    {
        await using var silos = await SeveralSilos.Start(2, patience: TimeSpan.FromSeconds(3));
        var (key, other) = (silos.KeyOf("test-outlasting", 0), silos.KeyOf("test-place", 1));
        var working = silos.Inside(0).GetGrain<IOutlasting>(key).Work(key, other);
        await Signals.Wait($"{key}-in");

        silos.Cluster.Silos[0].ServiceProvider.GetRequiredService<SiloCluster>().Life!.Lease.Lose();
        Signals.Raise($"{key}-out");

        await Assert.ThrowsAnyAsync<Exception>(() => working);
        Assert.Equal(1, await silos.Inside(1).GetGrain<IPlace>(other).Count());
    }

    [Fact]
    public async Task What_waits_behind_a_turn_that_works_without_a_pause_does_not_begin_there_any_more()
    {
        var log = new Scenarios.RoomLog();
        await using var cluster = await EngineCluster.Start(silo => silo.Services.AddSingleton<ILoggerProvider>(log));
        var (first, second) = (EngineCluster.NewKey(), EngineCluster.NewKey());
        var grain = cluster.Inside.GetGrain<IOutlasting>(first);
        var works = new[] { first, second }.Select(key => cluster.Inside.GetGrain<IOutlasting>(key).WorkDeafly(key)).ToArray();
        await Signals.Wait($"{first}-in");
        await Signals.Wait($"{second}-in");
        var behind = grain.Incarnation();

        await cluster
            .Services.GetRequiredService<Orleans.Runtime.Silo>()
            .LetGo(id => id.Type.ToString() != "test-outlasting", TimeSpan.Zero);
        var next = await grain.Incarnation();
        Signals.Raise($"{first}-out");
        Signals.Raise($"{second}-out");

        Assert.Equal(next, await behind);
        foreach (var work in works)
            Assert.Contains("may have run", (await Assert.ThrowsAsync<OrleansException>(() => work)).Message);
        await Signals.Wait($"{first}-refused");
        Assert.Equal(1, await cluster.Inside.GetGrain<IPlace>($"{first}-other").Count());
        Assert.Contains("2 grains have moved while turns of theirs work without a pause", $"{log}");
    }
}

[Alias("test.IOutlasting")]
public interface IOutlasting : IGrainWithStringKey
{
    [Alias("Work")]
    Task Work(string key, string? other = null);

    [Alias("WorkDeafly")]
    Task WorkDeafly(string key);

    [Alias("Incarnation")]
    Task<int> Incarnation();
}

/// <summary>Waits, and then calls another grain; says when that was refused.</summary>
[GrainType("test-outlasting")]
public sealed class OutlastingGrain : Grain, IOutlasting
{
    static int s_last;
    readonly int _incarnation = Interlocked.Increment(ref s_last);

    public async Task Work(string key, string? other = null)
    {
        Signals.Raise($"{key}-in");
        await Signals.Wait($"{key}-out");
        await Call(key, other ?? $"{key}-other");
    }

    public Task WorkDeafly(string key)
    {
        Signals.Raise($"{key}-in");
#pragma warning disable MA0042, xUnit1031 // It is to work without a pause.
        Signals.Wait($"{key}-out").GetAwaiter().GetResult();
#pragma warning restore MA0042, xUnit1031
        return Call(key, $"{key}-other");
    }

    public Task<int> Incarnation() => Task.FromResult(_incarnation);

    async Task Call(string key, string other)
    {
        try
        {
            await GrainFactory.GetGrain<IPlace>(other).Count();
        }
        catch (OrleansMessageRejectionException fault) when (fault.Message.Contains("is another silo's by now", StringComparison.Ordinal))
        {
            Signals.Raise($"{key}-refused");
        }
    }
}
