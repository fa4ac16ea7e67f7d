using System.Collections.Immutable;
using Orleans.Clustering;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>Whom a view places grains on, and how many move when it changes.</summary>
public sealed class PlacementTests
{
    const int Count = 50_000;

    static View Of(int members) => Lives.View(1, [.. Enumerable.Range(1, members)]);

    [Theory, InlineData(2), InlineData(3), InlineData(5), InlineData(10)]
    public void Who_joins_takes_his_share_and_nothing_else_moves(int members)
    {
        var (before, joiner) = (Of(members - 1), Lives.Member(members));
        var after = before.With(joiner);

        var moved = Lives.Grains(Count).Where(grain => !Equals(before.OwnerOf(grain), after.OwnerOf(grain))).ToList();

        Assert.All(moved, grain => Assert.Equal(joiner.Address, after.OwnerOf(grain)));
        Assert.InRange(moved.Count, 1, Count * 1.1 / members);
    }

    [Theory, InlineData(2), InlineData(3), InlineData(5), InlineData(10)]
    public void Who_leaves_gives_his_share_and_nothing_else_moves(int members)
    {
        var (before, leaver) = (Of(members), Lives.Address(members));
        var after = before.Without(leaver);

        var moved = Lives.Grains(Count).Where(grain => !Equals(before.OwnerOf(grain), after.OwnerOf(grain))).ToList();

        Assert.All(moved, grain => Assert.Equal(leaver, before.OwnerOf(grain)));
        Assert.InRange(moved.Count, 1, Count * 1.1 / members);
    }

    [Theory, InlineData(2), InlineData(3), InlineData(7)]
    public void Each_member_has_its_share(int members)
    {
        var shares = Lives.Grains(Count).CountBy(grain => Of(members).OwnerOf(grain)!).ToList();

        Assert.Equal(members, shares.Count);
        Assert.All(shares, share => Assert.InRange(share.Value, Count * 0.9 / members, Count * 1.1 / members));
    }

    [Fact]
    public void Nothing_is_placed_on_who_leaves()
    {
        var view = Of(2).With(Lives.Member(2) with { TakesGrains = false });

        Assert.Equal([1, 2], view.Members.Select(member => member.Address.Endpoint.Port - 1000).Order());
        Assert.All(Lives.Grains(100), grain => Assert.Equal(Lives.Address(1), view.OwnerOf(grain)));
    }

    [Fact]
    public void Nobody_has_a_grain_where_nobody_is() => Assert.Null(View.None.OwnerOf(Lives.Grains(1)[0]));

    /// <summary>Silos of different versions must agree, so these places are for ever.</summary>
    [Fact]
    public void Places_stay_where_they_were_in_earlier_versions() =>
        Assert.Equal("3232232231", string.Concat(Lives.Grains(10).Select(grain => Of(3).OwnerOf(grain)!.Endpoint.Port - 1000)));

    [Fact]
    public void The_order_of_members_means_nothing()
    {
        var backwards = new View(1, [.. Of(5).Members.Reverse()]);

        Assert.All(Lives.Grains(1000), grain => Assert.Equal(Of(5).OwnerOf(grain), backwards.OwnerOf(grain)));
    }

    [Fact]
    public void The_next_view_has_the_next_number()
    {
        Assert.Equal(2, Of(1).With(Lives.Member(2)).Number);
        Assert.Equal(2, Of(2).Without(Lives.Address(2)).Number);
        Assert.Equal(ImmutableArray.Create(Lives.Member(1)), Of(2).Without(Lives.Address(2)).Members);
    }

    [Fact]
    public void A_view_is_on_the_level_of_its_lowest_member() =>
        Assert.Equal(1, Of(1).With(Lives.Member(2) with { FeatureLevel = 3 }).FeatureLevel);
}
