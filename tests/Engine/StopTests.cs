using Orleans.Runtime;

namespace Watchfloor.Tests.Engine;

public sealed class StopTests
{
    [Fact]
    public async Task After_a_restart_the_client_goes_on_with_the_references_it_has()
    {
        await using var cluster = await EngineCluster.Start();
        var grain = cluster.Client.GetGrain<ITurns>(EngineCluster.NewKey());
        await grain.Add(0);
        Assert.Equal(2, await grain.Add(0));

        await cluster.Cluster.RestartSiloAsync(cluster.Cluster.Silos[0]);

        Assert.Equal(1, await grain.Add(0));
    }

    [Fact]
    public void One_host_is_a_silo_or_a_client()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans();

        Assert.Throws<InvalidOperationException>(() => builder.UseOrleansClient());
    }

    [Fact]
    public async Task A_silo_knows_itself()
    {
        await using var cluster = await EngineCluster.Start();
        var details = cluster.Services.GetRequiredService<ILocalSiloDetails>();

        Assert.Equal(cluster.Cluster.Silos[0].SiloAddress, details.SiloAddress);
        Assert.Equal("Primary", details.Name);
        Assert.Equal(cluster.Cluster.Options.ClusterId, details.ClusterId);
    }

    [Fact]
    public async Task The_silos_own_factory_is_its_cluster_client_too()
    {
        await using var cluster = await EngineCluster.Start();

        Assert.Equal(1, await cluster.Services.GetRequiredService<IClusterClient>().GetGrain<ITurns>("co-hosted").Add(0));
    }
}

[Alias("test.ILastWords")]
public interface ILastWords : IGrainWithStringKey
{
    [Alias("CallAfter")]
    Task<int> CallAfter(string entered, string release, string next);
}

[GrainType("test-last-words")]
public class LastWordsGrain : Grain, ILastWords
{
    public async Task<int> CallAfter(string entered, string release, string next)
    {
        Signals.Raise(entered);
        await Signals.Wait(release);
        return await GrainFactory.GetGrain<ITurns>(next).Add(0);
    }
}
