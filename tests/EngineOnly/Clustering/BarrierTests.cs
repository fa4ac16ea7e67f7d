using Orleans.Clustering;
using static Watchfloor.Tests.EngineOnly.Clustering.Lives;
using Barrier = Orleans.Clustering.Barrier;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>When what has come with a view may be served.</summary>
public sealed class BarrierTests
{
    static bool IsPassed(Snapshot read) => Barrier.IsPassed(read, View(5, 1, 2), Address(1));

    [Fact]
    public void When_every_row_has_acknowledged_the_view() => Assert.True(IsPassed(Read(5, Row(1, 5), Row(2, 5))));

    [Fact]
    public void Not_while_a_row_has_not() => Assert.False(IsPassed(Read(5, Row(1, 5), Row(2, 4))));

    [Fact]
    public void Not_while_its_own_acknowledgement_is_on_its_way() => Assert.False(IsPassed(Read(5, Row(1, 4), Row(2, 5))));

    [Fact]
    public void Not_because_a_lease_has_run_out() => Assert.False(IsPassed(Read(5, Row(1, 5), Row(2, 4, isExpired: true))));

    [Fact]
    public void A_row_whose_lease_has_run_out_counts_like_any_other() =>
        Assert.True(IsPassed(Read(5, Row(1, 5), Row(2, 5, isExpired: true))));

    [Fact]
    public void Not_by_acknowledgements_of_a_newer_view() => Assert.False(IsPassed(Read(6, Row(1, 5), Row(2, 6))));

    [Fact]
    public void Not_for_who_is_no_member_any_more() => Assert.False(IsPassed(Read(5, Row(2, 5))));
}
