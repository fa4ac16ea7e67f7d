using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Hosting;
using Watchfloor.Tests.EngineOnly.Clustering;
using Watchfloor.Tests.Scenarios;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>A member that neither answers nor refuses: it stays one, and everybody hears of it.</summary>
public sealed class UnreachedTests
{
    [Fact]
    public async Task A_member_that_nobody_reaches_is_named_with_those_who_do_not_and_stays_a_member()
    {
        var log = new RoomLog();
        await using var silos = await SeveralSilos.Start(2, silo => silo.Services.AddSingleton<ILoggerProvider>(log));
        using var absent = await AbsentSilo.Join(silos);

        foreach (var silo in silos.Cluster.Silos)
        {
            var cluster = silo.ServiceProvider.GetRequiredService<SiloCluster>();
            var sentence = await Eventually.Sees("it is named", () => cluster.Unreached.FirstOrDefault(""), IsBothTheirs);
            Assert.StartsWith($"{absent.Address} cannot be reached by", sentence);
            Assert.True(cluster.View.Has(absent.Address));
            Assert.Empty(cluster.CutOff);
        }
        Assert.Contains("See to the network", $"{log}");

        bool IsBothTheirs(string sentence) =>
            silos.Cluster.Silos.All(silo => sentence.Contains($"{silo.SiloAddress}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_members_that_do_not_reach_each_other_for_long_the_younger_one_stops()
    {
        var log = new RoomLog();
        await using var silos = await SeveralSilos.Start(
            2,
            silo =>
            {
                silo.Services.AddSingleton<ILoggerProvider>(log);
                silo.Configure<ClusterMembershipOptions>(options => options.ProbeTimeout = TimeSpan.FromSeconds(1));
            }
        );
        await silos.Cluster.StopSiloAsync(silos.Cluster.Silos[1]);
        using var absent = await AbsentSilo.Join(silos);

        var life = silos.Cluster.Silos[0].ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        await Eventually.Is("it stops", () => life.ApplicationStopping.IsCancellationRequested);

        Assert.Contains("have not reached each other", $"{log}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, new[] { 2 }, false)]
    [InlineData(3, new[] { 2, 3 }, true)]
    [InlineData(2, new[] { 2 }, false)]
    [InlineData(5, new[] { 2, 3 }, false)]
    [InlineData(5, new[] { 2, 3, 4 }, true)]
    public void A_silo_that_most_others_miss_knows_that_it_is_cut_off(int members, int[] voters, bool isCutOff)
    {
        var cluster = new SiloCluster();
        var life = new Life(Lives.Address(1), default, TimeSpan.FromSeconds(10), TimeProvider.System);
        cluster.Begin(life, Lives.View(1, [.. Enumerable.Range(1, members)]));

        cluster.Count([.. voters.Select(voter => new Vote(Lives.Address(voter), Lives.Address(1)))]);

        Assert.Single(cluster.Unreached);
        Assert.Equal(isCutOff, !cluster.CutOff.IsEmpty);
    }
}
