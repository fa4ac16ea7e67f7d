using Orleans.Runtime;

namespace Watchfloor.Tests.Engine;

public sealed class TimerTests : IAsyncLifetime
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    readonly string _key = EngineCluster.NewKey();
    EngineCluster _cluster = null!;
    DateTimeOffset _start;

    ITicking Grain => _cluster.Client.GetGrain<ITicking>(_key);

    public async ValueTask InitializeAsync()
    {
        _cluster = await EngineCluster.Start();
        _start = _cluster.Clock.GetUtcNow();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_tick_has_been_made_when_a_call_after_the_leap_of_the_clock_answers()
    {
        await Grain.Start(Minute, Never);
        Assert.Empty(await Grain.Ticks());

        _cluster.Clock.Advance(Minute);

        Assert.Equal([_start + Minute], await Grain.Ticks());
    }

    [Fact]
    public async Task A_timer_does_not_tick_before_it_is_due()
    {
        await Grain.Start(Minute, Never);

        _cluster.Clock.Advance(Minute - TimeSpan.FromMicroseconds(1));

        Assert.Empty(await Grain.Ticks());
    }

    [Fact]
    public async Task Many_grains_due_at_one_leap_have_all_ticked_when_they_are_asked()
    {
        var grains = Enumerable.Range(0, 50).Select(_ => _cluster.Client.GetGrain<ITicking>(EngineCluster.NewKey())).ToArray();
        for (var round = 1; round <= 20; round++)
        {
            await Task.WhenAll(grains.Select(static (grain, index) => grain.Start(TimeSpan.FromSeconds(1 + index), Never)));

            _cluster.Clock.Advance(Minute);

            foreach (var grain in grains)
                Assert.Equal(round, (await grain.Ticks()).Length);
        }
    }

    [Fact]
    public async Task A_period_counts_from_the_end_of_the_tick_before()
    {
        await Grain.Start(Minute, Minute);

        for (var tick = 1; tick <= 3; tick++)
        {
            _cluster.Clock.Advance(Minute);
            Assert.Equal(tick, (await Grain.Ticks()).Length);
        }
    }

    [Fact]
    public async Task Change_sets_the_timer_anew()
    {
        await Grain.Start(Minute, Never);
        await Grain.Change(Minute * 3, Never);

        _cluster.Clock.Advance(Minute * 2);
        Assert.Empty(await Grain.Ticks());

        _cluster.Clock.Advance(Minute);
        Assert.Equal([_start + Minute * 3], await Grain.Ticks());
    }

    [Fact]
    public async Task Change_inside_a_tick_takes_effect_after_it()
    {
        await Grain.Start(Minute, Never);
        await Grain.ChangeInTick(Minute * 5);

        _cluster.Clock.Advance(Minute);
        Assert.Single(await Grain.Ticks());

        _cluster.Clock.Advance(Minute * 5);
        Assert.Equal([_start + Minute, _start + Minute * 6], await Grain.Ticks());
    }

    [Fact]
    public async Task A_tick_that_fails_is_dropped_and_the_timer_goes_on()
    {
        await Grain.Start(Minute, Minute);
        await Grain.FailNextTick();

        _cluster.Clock.Advance(Minute);
        Assert.Single(await Grain.Ticks());
        _cluster.Clock.Advance(Minute);

        Assert.Equal(2, (await Grain.Ticks()).Length);
    }

    [Fact]
    public async Task A_disposed_timer_ticks_no_more()
    {
        await Grain.Start(Minute, Minute);
        await Grain.Stop();

        _cluster.Clock.Advance(Minute);

        Assert.Empty(await Grain.Ticks());
    }

    [Fact]
    public async Task Timers_end_with_their_activation()
    {
        await Grain.Start(Minute, Minute);
        await Grain.Leave();
        await Grain.Ticks();

        _cluster.Clock.Advance(Minute);

        Assert.Empty(await Grain.Ticks());
    }

    [Fact]
    public async Task A_tick_waits_for_the_call_that_runs()
    {
        await Grain.Start(Minute, Never);
        var held = Grain.Hold($"{_key}-in", $"{_key}-out");
        await Signals.Wait($"{_key}-in");

        _cluster.Clock.Advance(Minute);
        Assert.False(Signals.IsRaised($"{_key}-tick-1"));

        Signals.Raise($"{_key}-out");
        await held;
        Assert.Single(await Grain.Ticks());
    }

    [Fact]
    public async Task An_interleaving_tick_does_not_wait()
    {
        await Grain.Start(Minute, Never, interleave: true);
        var held = Grain.Hold($"{_key}-in", $"{_key}-out");
        await Signals.Wait($"{_key}-in");

        _cluster.Clock.Advance(Minute);
        await Signals.Wait($"{_key}-tick-1");

        Signals.Raise($"{_key}-out");
        await held;
    }

    [Fact]
    public async Task Ticks_of_one_timer_do_not_pile_up_behind_a_slow_one()
    {
        await Grain.Start(Minute, Minute);
        await Grain.HoldNextTick($"{_key}-in", $"{_key}-out");
        _cluster.Clock.Advance(Minute);
        await Signals.Wait($"{_key}-in");

        _cluster.Clock.Advance(Minute * 10);
        Signals.Raise($"{_key}-out");

        Assert.Single(await Grain.Ticks());
    }

    [Fact]
    public async Task A_tick_knows_nothing_of_the_caller_that_set_its_timer_or_moved_the_clock()
    {
        RequestContext.Set("who", "ana");
        await Grain.Start(Minute, Never);

        _cluster.Clock.Advance(Minute);

        Assert.Null(await Grain.TickContext());
        RequestContext.Clear();
    }

    [Theory, InlineData(49.72), InlineData(50), InlineData(-1)]
    public async Task Times_out_of_range_are_refused(double days)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Grain.Start(TimeSpan.FromDays(days), Never));

        await Grain.Start(Minute, Never);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Grain.Change(TimeSpan.FromDays(days), Never));
    }

    [Fact]
    public async Task A_timer_of_49_days_is_taken()
    {
        await Grain.Start(TimeSpan.FromDays(49.7), Never);

        Assert.Empty(await Grain.Ticks());
    }
}
