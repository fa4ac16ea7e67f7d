using Orleans.Clustering;
using Watchfloor.Tests.Clocks;
using static Watchfloor.Tests.EngineOnly.Clustering.Lives;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>Who makes way where members do not reach each other, and when.</summary>
public sealed class RiftTests
{
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    static readonly Vote[] Pair = [new(Address(1), Address(2)), new(Address(2), Address(1))];

    readonly ManualClock _clock = new();

    [Fact]
    public void Of_two_that_miss_each_other_the_younger_one() =>
        Assert.Equal(
            Address(1, generation: 9),
            Rift.WhoMakesWay(new(1, [Member(1, 9), Member(2), Member(3)]), [new(Address(2), Address(1, generation: 9))])
        );

    [Fact]
    public void Of_two_of_one_age_always_the_same()
    {
        Assert.Equal(Address(2), Rift.WhoMakesWay(View(1, 2, 1), [Of(1, 2)]));
        Assert.Equal(Address(2), Rift.WhoMakesWay(View(1, 1, 2), [Of(2, 1)]));
    }

    [Fact]
    public void It_is_the_one_with_the_most_broken_links_whatever_its_age_and_whoever_says_so() =>
        Assert.Equal(Address(1), Rift.WhoMakesWay(View(1, 1, 2, 3, 4), [Of(2, 1), Of(1, 3), Of(3, 1)]));

    [Fact]
    public void Of_two_halves_one_stays_whole()
    {
        var members = new List<Member> { Member(1), Member(2), Member(3), Member(4) };
        Vote[] votes = [Of(1, 3), Of(1, 4), Of(2, 3), Of(2, 4)];

        while (Rift.WhoMakesWay(new(1, [.. members]), [.. votes]) is { } leaving)
            members.RemoveAll(member => member.Address.Equals(leaving));

        Assert.Equal([Address(1), Address(2)], members.Select(member => member.Address));
    }

    [Fact]
    public void Who_leaves_already_and_who_is_no_member_are_in_nobodys_way()
    {
        var leaving = Member(2) with { TakesGrains = false };

        Assert.Null(Rift.WhoMakesWay(new(1, [Member(1), leaving, Member(3)]), [Of(1, 2), Of(1, 7), Of(7, 3)]));
    }

    [Fact]
    public void It_makes_way_after_three_leases()
    {
        var rift = new Rift(Address(2), Lease, _clock);

        Assert.False(Lasts(rift, Lease * 3 - Beat));

        Assert.True(Lasts(rift, Beat));
    }

    [Fact]
    public void The_other_one_never_does() => Assert.False(Lasts(new Rift(Address(1), Lease, _clock), Lease * 10));

    [Fact]
    public void A_link_that_mends_meanwhile_has_all_its_time_again()
    {
        var rift = new Rift(Address(2), Lease, _clock);
        Lasts(rift, Lease * 2);
        rift.MustMakeWay(View(1, 1, 2, 3), []);

        Assert.False(Lasts(rift, Lease * 2));
    }

    [Fact]
    public void While_nobody_can_vote_no_time_passes()
    {
        var rift = new Rift(Address(2), Lease, _clock);
        Lasts(rift, Lease * 2);
        _clock.Advance(Lease * 2);

        Assert.False(Lasts(rift, Lease));
    }

    /// <summary>The pair goes on without each other, and votes each second; what the last vote comes to.</summary>
    bool Lasts(Rift rift, TimeSpan time)
    {
        var must = rift.MustMakeWay(View(1, 1, 2, 3), [.. Pair]);
        for (var end = _clock.GetUtcNow() + time; _clock.GetUtcNow() < end; )
        {
            _clock.Advance(Beat);
            must = rift.MustMakeWay(View(1, 1, 2, 3), [.. Pair]);
        }
        return must;
    }

    static Vote Of(int by, int of) => new(Address(by), Address(of));
}
