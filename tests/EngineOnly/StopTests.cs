using Orleans.Runtime;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly;

/// <summary>In which order this engine stops: the official one drops what runs earlier.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task A_call_to_a_stopped_silo_says_so()
    {
        var cluster = await EngineCluster.Start();
        var (inside, outside) = (cluster.Inside.GetGrain<ITurns>("x"), cluster.Client.GetGrain<ITurns>("x"));
        await inside.Add(0);

        await cluster.Cluster.Silos[0].StopSiloAsync(stopGracefully: true);

        await Assert.ThrowsAsync<SiloUnavailableException>(() => inside.Add(0));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => outside.Add(0));
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task A_call_that_is_made_to_wait_is_cancelled_when_the_silo_stops()
    {
        var cluster = await EngineCluster.Start();
        var key = EngineCluster.NewKey();
        using var never = new CancellationTokenSource();
        var waiting = cluster.Inside.GetGrain<IChain>(key).Wait($"{key}-in", never.Token);
        await Signals.Wait($"{key}-in");

        await cluster.Cluster.Silos[0].StopSiloAsync(stopGracefully: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task A_call_that_begins_behind_a_cancelled_one_is_cancelled_too()
    {
        var cluster = await EngineCluster.Start();
        var key = EngineCluster.NewKey();
        using var never = new CancellationTokenSource();
        var first = cluster.Inside.GetGrain<IChain>(key).Wait($"{key}-in", never.Token);
        await Signals.Wait($"{key}-in");
        var behind = cluster.Inside.GetGrain<IChain>(key).Wait($"{key}-behind", never.Token);

        await cluster.Cluster.Silos[0].StopSiloAsync(stopGracefully: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => behind);
        Assert.True(Signals.IsRaised($"{key}-behind"));
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task A_killed_silo_waits_for_nobody()
    {
        var cluster = await EngineCluster.Start();
        var key = EngineCluster.NewKey();
        var held = cluster.Inside.GetGrain<ILife>(key).Hold($"{key}-in", $"{key}-out");
        await Signals.Wait($"{key}-in");

        await cluster.Cluster.KillSiloAsync(cluster.Cluster.Silos[0]);

        Assert.False(held.IsCompleted);
        Assert.False(Signals.IsRaised($"{key}-ended-{DeactivationReasonCode.ShuttingDown}"));
        Signals.Raise($"{key}-out");
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task A_running_call_may_still_call_other_grains_while_the_silo_stops()
    {
        var cluster = await EngineCluster.Start();
        var key = EngineCluster.NewKey();
        var calling = cluster.Inside.GetGrain<ILastWords>(key).CallAfter($"{key}-in", $"{key}-out", $"{key}-fresh");
        await Signals.Wait($"{key}-in");

        var stopping = cluster.Cluster.Silos[0].StopSiloAsync(stopGracefully: true);
        Signals.Raise($"{key}-out");

        Assert.Equal(1, await calling);
        await stopping;
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task A_stopping_silo_lets_running_and_waiting_calls_end_and_then_deactivates_all()
    {
        var cluster = await EngineCluster.Start();
        var key = EngineCluster.NewKey();
        var grain = cluster.Inside.GetGrain<ILife>(key);
        var held = grain.Hold($"{key}-in", $"{key}-out");
        var waiting = grain.Incarnation();
        await Signals.Wait($"{key}-in");

        var stopping = cluster.Cluster.Silos[0].StopSiloAsync(stopGracefully: true);
        Assert.False(stopping.IsCompleted);
        Signals.Raise($"{key}-out");
        await stopping;

        Assert.Equal(await held, await waiting);
        await Signals.Wait($"{key}-ended-{DeactivationReasonCode.ShuttingDown}");
        await cluster.DisposeAsync();
    }
}
