using System.Data.Common;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>A cluster in a database is one silo, and the database holds its only place.</summary>
public sealed class AdoNetClusteringTests
{
    const string Invariant = "Watchfloor.Places";
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    readonly string _name = EngineCluster.NewKey();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static AdoNetClusteringTests() => DbProviderFactories.RegisterFactory(Invariant, PlacesProvider.Instance);

    Places Database => PlacesProvider.Database(_name);

    [Fact]
    public async Task A_silo_takes_the_place_and_gives_it_back_when_it_stops()
    {
        using var silo = await Start();
        Assert.Contains("Silo_", Database.LeaseOf(_name));

        await silo.StopAsync(Cancellation);

        Assert.Null(Database.LeaseOf(_name));
    }

    [Fact]
    public async Task A_second_silo_is_refused_as_long_as_the_first_lives()
    {
        using var first = await Start();

        var fault = await Assert.ThrowsAsync<OrleansConfigurationException>(() => Start());

        Assert.StartsWith($"Cluster '{_name}' is served by Silo_", fault.Message);
        Assert.Equal(1, await first.Services.GetRequiredService<IGrainFactory>().GetGrain<ITurns>(_name).Add(0));
        await first.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_place_whose_holder_was_killed_is_taken_after_its_time()
    {
        Database.Put(_name, "Silo_gone 127.0.0.1:1@1 7");

        using var silo = await Start();

        Assert.DoesNotContain("Silo_gone", Database.LeaseOf(_name));
        await silo.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_silo_renews_its_place_as_long_as_it_lives()
    {
        using var silo = await Start();
        var first = Database.LeaseOf(_name);

        await Eventually.Is("the lease changes", () => Database.LeaseOf(_name) is { } now && now != first);

        await silo.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_silo_whose_place_was_taken_takes_no_calls_any_more_and_stops()
    {
        using var silo = await Start();
        var stopped = silo.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

        Database.Put(_name, "Silo_other 127.0.0.1:2@2 1");

        await Eventually.Is("the host stops", () => stopped.IsCancellationRequested);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => Grain(silo).Add(0));
        await silo.StopAsync(Cancellation);
        Assert.StartsWith("Silo_other", Database.LeaseOf(_name));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_silo_keeps_its_place_while_the_database_is_away(bool isRowLost)
    {
        using var silo = await Start();

        Database.IsDown = true;
        Assert.Equal(1, await Grain(silo).Add(0));
        var last = Database.LeaseOf(_name);
        if (isRowLost)
            Database.Remove(_name);
        Database.IsDown = false;

        await Eventually.Is("the lease changes again", () => Database.LeaseOf(_name) is { } now && now != last);
        Assert.Equal(2, await Grain(silo).Add(0));
        await silo.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_renewal_whose_answer_was_lost_loses_no_place()
    {
        using var silo = await Start();

        Database.LosesAnswers = true;
        await Eventually.Is("an answer was lost", () => Database.LostAnswers > 0);
        Database.LosesAnswers = false;
        var last = Database.LeaseOf(_name);

        await Eventually.Is("the lease changes again", () => Database.LeaseOf(_name) is { } now && now != last);
        Assert.Equal(1, await Grain(silo).Add(0));
        await silo.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_provider_that_is_not_registered_is_named()
    {
        var fault = await Assert.ThrowsAsync<OrleansConfigurationException>(() => Start(invariant: "Nobody.Sql"));

        Assert.Contains("'Nobody.Sql'", fault.Message);
    }

    [Fact]
    public async Task A_client_reaches_the_silo_of_its_own_process()
    {
        using var silo = await Start();
        using var client = await Connect();

        Assert.Equal(1, await Grain(client).Add(0));
        await client.StopAsync(Cancellation);
        await silo.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_client_without_a_silo_in_its_process_says_so()
    {
        var fault = await Assert.ThrowsAsync<SiloUnavailableException>(Connect);

        Assert.Contains($"No silo of cluster '{_name}' runs in this process", fault.Message);
    }

    ITurns Grain(IHost host) => host.Services.GetRequiredService<IGrainFactory>().GetGrain<ITurns>(_name);

    async Task<IHost> Start(string invariant = Invariant)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo =>
            silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (invariant, _name))
                .AddMemoryStreams("telemetry")
                .UseInMemoryReminderService()
                .Configure<ClusterOptions>(options => options.ClusterId = _name)
                .Configure<ClusterMembershipOptions>(options => options.ProbeTimeout = Beat)
        );
        return await Started(builder.Build());
    }

    async Task<IHost> Connect()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleansClient(client =>
            client
                .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, _name))
                .Configure<ClusterOptions>(options => options.ClusterId = _name)
        );
        return await Started(builder.Build());
    }

    static async Task<IHost> Started(IHost host)
    {
        try
        {
            await host.StartAsync(Cancellation);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }
}
