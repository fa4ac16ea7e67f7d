namespace Watchfloor.Tests.Cluster;

/// <summary>
/// All that can happen to one grain in a cluster where silos crash, stand still and come back, are cut off, stop and start, messages
/// are late and the database goes away. The long form lets more go wrong, and three silos run at a time (WATCHFLOOR_LONG=1).
/// </summary>
public sealed class A_cluster_of_silos
{
    static readonly bool Long = Environment.GetEnvironmentVariable("WATCHFLOOR_LONG") == "1";

    public static TheoryData<string> Safely =>
        Long
            ? ["FAULTS=3", "FAULTS=2 LATE_RENEWALS", "FAULTS=2 SILOS=3", "FAULTS=1 LIVES=4 SILOS=3"]
            : ["FAULTS=2", "FAULTS=1 LATE_RENEWALS"];

    public static TheoryData<string> Lively => Long ? ["FAULTS=2", "FAULTS=1 SILOS=3", "FAULTS=1 LATE_RENEWALS"] : ["FAULTS=1"];

    [Theory]
    [MemberData(nameof(Safely))]
    public async Task Never_has_two_that_can_commit_the_same_grain(string switches)
    {
        var search = await Model.SearchForTwoCommitters(switches.Split(' '));

        Assert.Equal(Finding.Nothing, search.Finding);
        Assert.True(search.States > 50_000, $"only {search.States} states: most of what can happen was left out");
    }

    [Theory]
    [MemberData(nameof(Lively))]
    public async Task Leaves_no_grain_without_an_owner_for_ever(string switches)
    {
        var search = await Model.SearchForOwnerless(switches.Split(' '));

        Assert.Equal(Finding.Nothing, search.Finding);
        Assert.True(search.States > 50_000, $"only {search.States} states: most of what can happen was left out");
    }

    [Fact]
    public async Task Takes_every_step_that_it_is_said_to_take() =>
        Assert.Empty((await Model.SearchForTwoCommitters("FAULTS=1")).NeverTaken);
}
