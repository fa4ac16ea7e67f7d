using Orleans.Clustering;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>When a lease ends as its holder sees it.</summary>
public sealed class LeaseTests
{
    static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    readonly ManualClock _clock = new();
    readonly Lease _lease;

    public LeaseTests() => _lease = new(Length, _clock);

    [Fact]
    public void Nobody_has_one_before_the_first_renewal()
    {
        Assert.False(_lease.IsHeld);
        Assert.Equal(TimeSpan.Zero, _lease.UntilRenewal);
    }

    [Fact]
    public void It_is_counted_from_before_the_renewal_was_sent()
    {
        var sent = _lease.Send();
        _clock.Advance(Length / 2); // the answer takes its time
        _lease.Renew(sent);

        _clock.Advance((Length / 2) - TimeSpan.FromTicks(1));
        Assert.True(_lease.IsHeld);

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.False(_lease.IsHeld);
    }

    [Fact]
    public void An_answer_that_comes_late_does_not_shorten_it()
    {
        var first = _lease.Send();
        _clock.Advance(Length / 4);
        _lease.Renew(_lease.Send());

        _lease.Renew(first);
        _clock.Advance(Length * 0.9);

        Assert.True(_lease.IsHeld);
    }

    [Fact]
    public void It_is_renewed_ten_times_before_it_would_end()
    {
        _lease.Renew(_lease.Send());
        Assert.Equal(Length / 10, _lease.UntilRenewal);

        _clock.Advance(Length / 10);
        Assert.Equal(TimeSpan.Zero, _lease.UntilRenewal);
    }

    [Fact]
    public void One_that_has_run_out_may_be_renewed()
    {
        _lease.Renew(_lease.Send());
        _clock.Advance(Length * 3);
        Assert.False(_lease.IsHeld);

        _lease.Renew(_lease.Send());

        Assert.True(_lease.IsHeld);
    }

    [Fact]
    public void One_that_is_lost_is_lost_for_ever()
    {
        _lease.Renew(_lease.Send());

        _lease.Lose();
        _lease.Renew(_lease.Send());

        Assert.True(_lease.IsLost);
        Assert.False(_lease.IsHeld);
    }
}
