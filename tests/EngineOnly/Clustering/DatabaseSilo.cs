using System.Data.Common;
using System.Net;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>A silo that is a member by its row in a database.</summary>
static class DatabaseSilo
{
    internal const string Invariant = "Npgsql";

    static DatabaseSilo() => DbProviderFactories.RegisterFactory(Invariant, NpgsqlFactory.Instance);

    internal static async Task<IHost> Start(
        string cluster,
        string database,
        TimeSpan? lease = null,
        int? port = null,
        string invariant = Invariant,
        Action<IServiceCollection>? configure = null
    )
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo =>
            silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (invariant, database))
                .AddMemoryStreams("telemetry")
                .UseInMemoryReminderService()
                .Configure<ClusterOptions>(options => options.ClusterId = cluster)
                .Configure<EndpointOptions>(options =>
                    (options.AdvertisedIPAddress, options.SiloPort) = (IPAddress.Loopback, port ?? FreePorts.Next())
                )
                .Configure<ClusterMembershipOptions>(options =>
                    (options.ProbeTimeout, options.NumMissedProbesLimit) = ((lease ?? TimeSpan.FromSeconds(10)) / 2, 2)
                )
        );
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }
}
