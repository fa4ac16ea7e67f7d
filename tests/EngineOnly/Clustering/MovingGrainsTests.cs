using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Watchfloor.Tests.Engine;
using Watchfloor.Tests.EngineOnly.Several;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>Calls that are under way when their grain moves.</summary>
public sealed class MovingGrainsTests
{
    /// <summary>Nobody is evicted for silence in these tests.</summary>
    static Task<SeveralSilos> Silos(short count) =>
        SeveralSilos.Start(
            count,
            static silo => silo.Configure<ClusterMembershipOptions>(options => options.ProbeTimeout = TimeSpan.FromMinutes(10))
        );

    [Fact]
    public async Task A_turn_that_does_not_end_holds_no_grain_back()
    {
        await using var silos = await Silos(2);
        var keys = SeveralSilos.Keys(24);
        using var end = new CancellationTokenSource();
        var waits = keys.ToDictionary(key => key, key => silos.Client.GetGrain<IChain>(key).Wait($"{key}-in", end.Token));
        foreach (var key in keys)
            await Signals.Wait($"{key}-in");

        await silos.Cluster.StartAdditionalSiloAsync();

        var ended = await Eventually.Sees(
            "turns of grains that moved are ended",
            () => waits.Values.Count(static wait => wait.IsCompleted),
            static count => count > 0
        );
        Assert.InRange(ended, 1, keys.Length - 1);
        await end.CancelAsync();
        foreach (var wait in waits.Values)
            Assert.True(await Assert.ThrowsAnyAsync<Exception>(() => wait) is OperationCanceledException or OrleansException);
    }

    [Fact]
    public async Task A_silo_whose_row_cannot_be_taken_out_stops_all_the_same_and_the_others_take_it_out()
    {
        await using var silos = await SeveralSilos.Start(
            2,
            static silo =>
            {
                ClusterServices.AddMember(silo.Services, static provider => new LockedTable(ClusterServices.InMemory(provider)));
                silo.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromMinutes(2));
            }
        );
        var leaving = silos.Cluster.Silos[1];
        var left = silos.Cluster.Silos[0].ServiceProvider.GetRequiredService<ICluster>();

        await silos.Cluster.StopSiloAsync(leaving).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        await Eventually.Is("it is no member any more", () => !left.View.Has(leaving.SiloAddress));
        await silos.Cluster.KillSiloAsync(silos.Cluster.Silos[0]);
    }

    [Fact]
    public async Task Calls_that_wait_behind_a_turn_go_where_the_grain_goes()
    {
        await using var silos = await Silos(2);
        var keys = SeveralSilos.Keys(24);
        using var end = new CancellationTokenSource();
        var waits = keys.Select(key => silos.Client.GetGrain<IChain>(key).Wait($"{key}-in", end.Token)).ToArray();
        foreach (var key in keys)
            await Signals.Wait($"{key}-in");
        var behind = keys.Select(key => silos.Client.GetGrain<IChain>(key).Wait($"{key}-behind", end.Token)).ToArray();

        await silos.Cluster.StartAdditionalSiloAsync();

        await Eventually.Is("a call that waited has begun elsewhere", () => keys.Any(key => Signals.IsRaised($"{key}-behind")));
        await end.CancelAsync();
        foreach (var wait in waits.Concat(behind))
            Assert.True(await Assert.ThrowsAnyAsync<Exception>(() => wait) is OperationCanceledException or OrleansException);
    }
}
