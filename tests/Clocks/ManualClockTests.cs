namespace Watchfloor.Tests.Clocks;

public sealed class ManualClockTests
{
    static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    readonly ManualClock _clock = new();
    readonly List<string> _fired = [];

    ITimer Timer(string name, int due, int? period = null) =>
        _clock.CreateTimer(
            _ => _fired.Add($"{name} at {_clock.GetUtcNow():mm:ss}"),
            null,
            TimeSpan.FromSeconds(due),
            period is { } seconds ? TimeSpan.FromSeconds(seconds) : Never
        );

    [Fact]
    public void Timers_fire_in_the_order_of_their_deadlines_each_at_its_own_moment()
    {
        using var late = Timer("late", 30);
        using var early = Timer("early", 10);

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["early at 00:10", "late at 00:30"], _fired);
    }

    [Fact]
    public void A_timer_that_is_not_due_does_not_fire()
    {
        using var timer = Timer("timer", 10);

        _clock.Advance(TimeSpan.FromSeconds(9));

        Assert.Empty(_fired);
        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromSeconds(1), _clock.NextDue);
    }

    [Fact]
    public void A_periodic_timer_fires_for_every_period_of_the_leap()
    {
        using var timer = Timer("timer", 10, period: 20);

        _clock.Advance(TimeSpan.FromSeconds(50));

        Assert.Equal(["timer at 00:10", "timer at 00:30", "timer at 00:50"], _fired);
    }

    [Fact]
    public void A_timer_set_inside_another_fires_within_the_same_leap()
    {
        using var second = Timer("second", 1000);
        using var first = _clock.CreateTimer(_ => second.Change(TimeSpan.FromSeconds(5), Never), null, TimeSpan.FromSeconds(10), Never);

        _clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(["second at 00:15"], _fired);
    }

    [Fact]
    public void A_disposed_timer_is_forgotten()
    {
        Timer("timer", 10).Dispose();

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(_fired);
        Assert.Null(_clock.NextDue);
    }
}
