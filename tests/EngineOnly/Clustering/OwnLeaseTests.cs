using Orleans.Clustering;
using Watchfloor.Tests.Clocks;
using static Watchfloor.Tests.EngineOnly.Clustering.Lives;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>What the end of its lease means for a silo that serves: from then on the grains may be somebody else's, and it may be the last to know.</summary>
public sealed class OwnLeaseTests
{
    static readonly TimeSpan Length = TimeSpan.FromSeconds(10);
    static readonly View Alone = View(1, 1);

    readonly ManualClock _clock = new();
    readonly SiloCluster _cluster = new();
    readonly Life _life;

    public OwnLeaseTests()
    {
        _life = new(Address(1), default, Length, _clock);
        _cluster.Begin(_life, Alone);
        Assert.True(_life.Handover.Refuse(Alone) && _life.Handover.Drop(Alone) && _life.Handover.Activate(Alone));
        _life.Lease.Renew(_life.Lease.Send());
    }

    [Fact]
    public void It_begins_no_turn_and_makes_no_call_after_it_whatever_the_views_say()
    {
        var grain = Alone.Of(1)[0];
        Assert.Equal((true, true), (_cluster.MayServe(grain), _cluster.MayCall));

        _clock.Advance(Length);
        Assert.Equal((false, false), (_cluster.MayServe(grain), _cluster.MayCall));

        _life.Lease.Renew(_life.Lease.Send());
        Assert.Equal((true, true), (_cluster.MayServe(grain), _cluster.MayCall));
    }

    [Fact]
    public void What_is_under_way_may_still_be_tried_until_it_is_known_to_be_lost()
    {
        var grain = Alone.Of(1)[0];
        _clock.Advance(Length);
        Assert.True(_cluster.MayCommit(grain)); // the database compares with its own clock

        _life.Lease.Lose();
        Assert.Equal((false, false, false), (_cluster.MayCommit(grain), _cluster.MayServe(grain), _cluster.MayCall));
    }
}
