using Orleans.Clustering;
using Watchfloor.Tests.Clocks;
using static Watchfloor.Tests.EngineOnly.Clustering.Lives;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>Whom a silo may evict, and when.</summary>
public sealed class SuspicionTests
{
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Beat = Lease / 10;
    static readonly MemberRow Silent = Row(2, 1, isExpired: true);

    readonly ManualClock _clock = new();
    readonly Suspicion _suspicion;

    readonly DateTimeOffset _began;

    public SuspicionTests() => (_suspicion, _began) = (new(Address(1), Lease, _clock), _clock.GetUtcNow());

    /// <summary>Neither row tells of a renewal, unless it is said of the second one.</summary>
    void Renew(TimeSpan time, bool others = false)
    {
        for (var end = _clock.GetUtcNow() + time; _clock.GetUtcNow() < end; )
        {
            _clock.Advance(Beat);
            _suspicion.Renewed();
            var silent = -(_clock.GetUtcNow() - _began);
            See(Row(1, 1, leaseLeft: silent), Row(2, 1, leaseLeft: others ? Lease - Beat : silent));
        }
    }

    void See(params MemberRow[] rows) => _suspicion.See(Read(1, rows), _clock.GetTimestamp());

    [Fact]
    public void A_lease_that_ran_out_counts_after_a_whole_lease_of_own_renewals()
    {
        _suspicion.Renewed();
        Renew(Lease - Beat);
        Assert.False(_suspicion.LeaseRanOut(Silent));

        Renew(Beat);

        Assert.True(_suspicion.EndGrace());
        Assert.True(_suspicion.LeaseRanOut(Silent));
    }

    [Fact]
    public void A_lease_that_runs_never_counts()
    {
        Renew(Lease * 2);

        Assert.False(_suspicion.LeaseRanOut(Row(2, 1)));
    }

    [Fact]
    public void That_the_clock_of_the_database_goes_forward_ends_no_life()
    {
        Renew(Lease * 2, others: true);
        var leapt = Row(2, 1, leaseLeft: -TimeSpan.FromHours(1));

        See(leapt);
        Assert.False(_suspicion.LeaseRanOut(leapt));
        _clock.Advance(Beat);
        See(Row(2, 1, leaseLeft: Lease - Beat)); // it renews by the new clock
        Renew(Lease / 2 - Beat);
        Assert.False(_suspicion.LeaseRanOut(Silent));

        Renew(Beat * 2);
        Assert.True(_suspicion.LeaseRanOut(Silent));
    }

    [Fact]
    public void An_answer_that_is_late_renews_nobody()
    {
        Renew(Lease * 2);
        var asked = _clock.GetTimestamp();
        var late = Row(2, 1, leaseLeft: -(_clock.GetUtcNow() - _began));
        _clock.Advance(Lease / 4);

        _suspicion.See(Read(1, late), asked);
        _suspicion.Renewed();

        Assert.True(_suspicion.LeaseRanOut(late));
    }

    [Fact]
    public void Two_clocks_that_are_a_moment_apart_renew_nobody()
    {
        Renew(Lease * 2);
        var late = Row(2, 1, leaseLeft: TimeSpan.FromMilliseconds(199) - (_clock.GetUtcNow() - _began));

        See(late);

        Assert.True(_suspicion.LeaseRanOut(late));
    }

    [Fact]
    public void Nobody_evicts_himself()
    {
        Renew(Lease * 2);
        _suspicion.Refuse(Address(1), wasThere: true);

        Assert.False(_suspicion.LeaseRanOut(Row(1, 1, isExpired: true)));
        Assert.False(_suspicion.Refused(Row(1, 1)));
    }

    [Fact]
    public void After_an_outage_grace_begins_anew()
    {
        Renew(Lease * 2);
        _clock.Advance(Lease * 3);
        Assert.False(_suspicion.LeaseRanOut(Silent)); // the database is away still

        _suspicion.Renewed();
        Renew(Lease - Beat);
        Assert.False(_suspicion.LeaseRanOut(Silent));

        Renew(Beat);
        Assert.True(_suspicion.LeaseRanOut(Silent));
    }

    [Fact]
    public void Who_was_never_seen_is_not_known_to_be_silent()
    {
        Renew(Lease * 2);

        Assert.False(_suspicion.LeaseRanOut(Row(3, 1, isExpired: true)));
    }

    [Fact]
    public void A_hiccup_is_no_outage()
    {
        Renew(Lease * 2);
        _clock.Advance(Lease / 2);
        _suspicion.Renewed();

        Assert.True(_suspicion.LeaseRanOut(Silent));
    }

    [Fact]
    public void Who_could_be_reached_and_refuses_is_gone_even_within_the_grace()
    {
        _suspicion.Refuse(Address(2), wasThere: true);

        Assert.True(_suspicion.Refused(Row(2, 1)));
        Assert.False(_suspicion.Refused(Row(3, 1)));
    }

    [Fact]
    public void Who_could_be_reached_once_has_ended_whoever_dials_anew()
    {
        _suspicion.Refuse(Address(2), wasThere: true);
        _suspicion.Refuse(Address(2), wasThere: false);

        Assert.True(_suspicion.Refused(Row(2, 1)));
    }

    [Fact]
    public void Another_life_of_his_address_is_not_meant()
    {
        _suspicion.Refuse(Address(2), wasThere: true);

        Assert.False(_suspicion.Refused(new(Member(2, generation: 2), Lease, 1)));
    }

    [Fact]
    public void Who_could_never_be_reached_is_gone_only_when_it_is_silent_too()
    {
        _suspicion.Refuse(Address(2), wasThere: false);

        Assert.False(_suspicion.Refused(Row(2, 1, leaseLeft: Lease - TimeSpan.FromSeconds(1.5))));
        var silent = Row(2, 1, leaseLeft: Lease - TimeSpan.FromSeconds(2));
        Assert.True(_suspicion.Refused(silent));
        Assert.Equal(Lease - TimeSpan.FromSeconds(2), _suspicion.LeaseLeft(silent)); // one that renews meanwhile stays

        _suspicion.Refuse(Address(2), wasThere: true);
        Assert.Null(_suspicion.LeaseLeft(Row(2, 1)));
    }

    [Fact]
    public void Who_has_the_own_address_is_gone_when_it_is_silent()
    {
        var next = new Suspicion(Address(1, generation: 2), Lease, _clock);

        Assert.False(next.Refused(Row(1, 1)));
        Assert.True(next.Refused(Row(1, 1, leaseLeft: Lease / 2)));
    }

    [Fact]
    public void Who_refused_and_can_be_reached_again_has_not_ended()
    {
        _suspicion.Refuse(Address(2), wasThere: true);
        _suspicion.Miss(Address(2));

        _suspicion.Reach(Address(2));

        Assert.False(_suspicion.Refused(Row(2, 1, leaseLeft: Lease / 2)));
        Assert.Empty(_suspicion.Missed);
    }

    [Fact]
    public void Who_neither_answers_nor_refuses_is_missed_as_long_as_it_has_a_row_and_evicted_for_its_lease_only()
    {
        _suspicion.Miss(Address(2));

        Assert.False(_suspicion.Refused(Row(2, 1, leaseLeft: Lease / 2)));
        See(Row(1, 1), Row(2, 1));
        Assert.Equal([Address(2)], _suspicion.Missed);
        See(Row(1, 1));
        Assert.Empty(_suspicion.Missed);
    }

    [Fact]
    public void A_refusal_is_forgotten_with_the_row()
    {
        _suspicion.Refuse(Address(2), wasThere: true);

        See(Row(1, 1), Row(2, 1));
        Assert.True(_suspicion.Refused(Row(2, 1)));

        See(Row(1, 1));
        Assert.False(_suspicion.Refused(Row(2, 1)));
    }
}
