namespace Watchfloor.Tests.Cluster;

/// <summary>
/// One part of the protocol is taken out at a time, and what it was for goes wrong. A model in which nothing can go wrong would prove
/// nothing.
/// </summary>
public sealed class What_each_part_is_for
{
    [Theory]
    [InlineData("NO_FENCE")]
    [InlineData("NO_BARRIER")]
    [InlineData("EXPIRED_IS_GONE")]
    [InlineData("OLD_BARRIER")]
    [InlineData("EARLY_ACK")]
    public async Task Without_it_two_silos_can_commit_the_same_grain(string left)
    {
        var search = await Model.SearchForTwoCommitters(left);

        Assert.Equal(Finding.TwoCommitters, search.Finding);
    }

    [Theory]
    [InlineData("NO_FENCE")]
    [InlineData("NO_BARRIER")]
    [InlineData("EXPIRED_IS_GONE")]
    [InlineData("OLD_BARRIER")]
    [InlineData("EARLY_ACK")]
    public async Task Without_it_versions_fork(string left)
    {
        var search = await Model.SearchForForks(left);

        Assert.Equal(Finding.Fork, search.Finding);
    }

    [Fact]
    public async Task Without_a_limit_on_idle_transactions_a_silo_that_vanished_keeps_its_grains_for_ever() =>
        Assert.Equal(Finding.Ownerless, (await Model.SearchForOwnerless("FAULTS=1", "NO_IDLE_LIMIT")).Finding);

    [Fact]
    public async Task Without_grace_an_outage_of_the_database_costs_members() =>
        Assert.Equal(Finding.NeedlessEviction, (await Model.SearchForTwoCommitters("NO_GRACE")).Finding);
}
