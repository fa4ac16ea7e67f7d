using Orleans.Configuration;
using Orleans.Hosting;

namespace Watchfloor.Tests.Engine;

public sealed class CollectionTests
{
    static Task<EngineCluster> ShortLived() =>
        EngineCluster.Start(silo =>
            silo.Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionAge = TimeSpan.FromMilliseconds(300);
                options.CollectionQuantum = TimeSpan.FromMilliseconds(50);
                options.ActivationTimeout = TimeSpan.FromMilliseconds(400);
            })
        );

    [Fact]
    public async Task An_idle_grain_is_collected()
    {
        await using var cluster = await ShortLived();
        var key = EngineCluster.NewKey();
        var before = await cluster.Client.GetGrain<ILife>(key).Incarnation();

        await Signals.Wait($"{key}-ended-{DeactivationReasonCode.ActivationIdle}");

        Assert.NotEqual(before, await cluster.Client.GetGrain<ILife>(key).Incarnation());
    }

    [Fact]
    public async Task A_grain_with_a_running_call_is_not_collected()
    {
        await using var cluster = await ShortLived();
        var key = EngineCluster.NewKey();
        var idle = EngineCluster.NewKey();
        var held = cluster.Client.GetGrain<ILife>(key).Hold($"{key}-in", $"{key}-out");
        await cluster.Client.GetGrain<ILife>(idle).Incarnation();

        await Signals.Wait($"{idle}-ended-{DeactivationReasonCode.ActivationIdle}");

        Assert.False(Signals.IsRaised($"{key}-ended-{DeactivationReasonCode.ActivationIdle}"));
        Signals.Raise($"{key}-out");
        await held;
    }

    [Fact]
    public async Task A_kept_grain_and_one_that_asked_for_time_outlive_an_idle_one()
    {
        await using var cluster = await ShortLived();
        var key = EngineCluster.NewKey();
        var idle = EngineCluster.NewKey();
        var kept = await cluster.Client.GetGrain<IKept>(key).Incarnation();
        var staying = await cluster.Client.GetGrain<ILife>(key).Incarnation();
        await cluster.Client.GetGrain<ILife>(key).Stay(TimeSpan.FromMinutes(1));
        await cluster.Client.GetGrain<ILife>(idle).Incarnation();

        await Signals.Wait($"{idle}-ended-{DeactivationReasonCode.ActivationIdle}");

        Assert.Equal(kept, await cluster.Client.GetGrain<IKept>(key).Incarnation());
        Assert.Equal(staying, await cluster.Client.GetGrain<ILife>(key).Incarnation());
    }

    [Fact]
    public async Task A_grain_stuck_in_its_activation_fails_its_callers_after_a_while()
    {
        await using var cluster = await ShortLived();

        var grain = cluster.Client.GetGrain<IUneasy>($"stuck-{EngineCluster.NewKey()}");

        await Assert.ThrowsAnyAsync<Exception>(() => grain.Hello().WaitAsync(TimeSpan.FromSeconds(15)));
    }
}
