using Watchfloor.Kernel;

namespace Watchfloor.Tests.Kernel;

public sealed class SweepGuardTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    readonly SweepGuard _guard = new();
    TimeSpan _uptime;
    DateTimeOffset _now = Noon;

    [Fact]
    public void A_clock_that_goes_on_evenly_is_believed()
    {
        for (var i = 0; i < 100; i++)
            Assert.Null(After(TimeSpan.FromMinutes(10), last: _now));
    }

    [Fact]
    public void A_leap_of_a_year_removes_nothing_for_an_hour_and_says_why()
    {
        Assert.Null(After(TimeSpan.FromMinutes(10), last: _now));
        var last = _now;
        _now += TimeSpan.FromDays(365);
        for (var minutes = 0; minutes <= 50; minutes += 10)
            Assert.Contains("nothing is removed until", After(TimeSpan.FromMinutes(10), last));
        Assert.Null(After(TimeSpan.FromMinutes(10), last));
        Assert.Null(After(TimeSpan.FromMinutes(10), last: _now));
    }

    [Fact]
    public void A_clock_that_is_set_back_meanwhile_removes_nothing()
    {
        var last = _now;
        _now += TimeSpan.FromDays(365);
        Assert.NotNull(After(TimeSpan.FromMinutes(10), last));
        _now -= TimeSpan.FromDays(365);
        for (var minutes = 0; minutes <= 50; minutes += 10)
            Assert.NotNull(After(TimeSpan.FromMinutes(10), last));
        Assert.Null(After(TimeSpan.FromMinutes(10), last));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    public void After_a_long_time_off_or_with_a_clock_before_the_last_sweep_it_waits_an_hour(int days)
    {
        var last = _now;
        _now += TimeSpan.FromDays(days);
        Assert.NotNull(After(TimeSpan.Zero, last));
        Assert.NotNull(After(TimeSpan.FromMinutes(59), last));
        Assert.Null(After(TimeSpan.FromMinutes(1), last));
    }

    [Fact]
    public void A_store_that_was_never_swept_waits_an_hour()
    {
        Assert.NotNull(After(TimeSpan.Zero, last: null));
        Assert.Null(After(TimeSpan.FromHours(1), last: null));
    }

    string? After(TimeSpan time, DateTimeOffset? last)
    {
        _uptime += time;
        _now += time;
        return _guard.Holds(_now, _uptime, last);
    }
}
