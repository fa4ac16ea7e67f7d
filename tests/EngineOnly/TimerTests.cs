using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly;

/// <summary>Timers on a clock that only they sit on.</summary>
public sealed class TimerTests(EngineCluster cluster) : IClassFixture<EngineCluster>
{
    readonly string _key = EngineCluster.NewKey();

    [Fact]
    public async Task A_timer_that_is_due_at_once_ticks_although_the_clock_stands_still()
    {
        var grain = cluster.Client.GetGrain<ITicking>(_key);
        await grain.Start(TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await Signals.Wait($"{_key}-tick-1");

        Assert.Single(await grain.Ticks());
    }

    [Fact]
    public async Task No_other_timer_of_the_silo_sits_on_the_clock_of_the_grains()
    {
        var grain = cluster.Client.GetGrain<ITicking>(_key);
        await grain.Start(TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        Assert.Equal(cluster.Clock.GetUtcNow() + TimeSpan.FromMinutes(1), cluster.Clock.NextDue);

        await grain.Stop();
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(cluster.Clock.NextDue);
    }
}
