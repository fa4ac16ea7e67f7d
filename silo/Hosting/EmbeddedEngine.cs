using System.Data.Common;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Watchfloor.Kernel;
using Watchfloor.Telemetry;

namespace Watchfloor.Silo;

/// <summary>What the embedded engine is composed of. Its streams live in memory: nothing durable depends on them.</summary>
static class ActorEngine
{
    const string Provider = "Npgsql";

    /// <summary>
    /// Alone, one server is the whole cluster: the store holds the database for it, and lets it go with the connection, so that a killed
    /// server is up again at once. As one of several it is a member by its row in the database, and the store's commits go through its fence.
    /// </summary>
    public static ISiloBuilder UseCluster(this ISiloBuilder silo, string? postgres, ClusterPart? part = null)
    {
        if (part is null || postgres is null)
            return silo.UseLocalhostClustering();
        DbProviderFactories.RegisterFactory(Provider, NpgsqlFactory.Instance);
        silo.Services.AddSingleton<IFence, MembershipFence>().AddSingleton<ILives, MemberLives>();
        silo.Services.AddKeyedSingleton<Func<CancellationToken, Task>>(
            MembershipFence.Handover,
            (provider, _) => provider.GetRequiredService<ISettles>().Settled
        );
        silo.Services.AddKeyedSingleton<Func<int>>(
            MembershipFence.Handover,
            (provider, _) => () => provider.GetRequiredService<ProgramLevel>().Current
        );
        if (part.Certificates is { } own)
            silo.UseTls(own.Apply);
        return silo.UseAdoNetClustering(
                (AdoNetClusteringSiloOptions options) => (options.Invariant, options.ConnectionString) = (Provider, Uncompiled.To(postgres))
            )
            .Configure<SiloOptions>(options => options.SiloName = part.Name)
            .Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = part.SiloAddress!.Address;
                options.SiloPort = part.SiloAddress.Port;
            })
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (part.Cluster, part.Cluster));
    }

    /// <summary>A way to the silos of other processes.</summary>
    public static IClientBuilder UseCluster(this IClientBuilder client, string postgres, ClusterPart part)
    {
        DbProviderFactories.RegisterFactory(Provider, NpgsqlFactory.Instance);
        if (part.Certificates is { } own)
            client.UseTls(own.Apply);
        return client
            .UseAdoNetClustering(
                (AdoNetClusteringClientOptions options) =>
                    (options.Invariant, options.ConnectionString) = (Provider, Uncompiled.To(postgres))
            )
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (part.Cluster, part.Cluster));
    }

    /// <summary>The streams that hint devices, and reminders, which several silos keep in their database.</summary>
    public static ISiloBuilder AddEngineParts(this ISiloBuilder silo, string? postgres, ClusterPart? part = null)
    {
        silo.AddMemoryGrainStorage("PubSubStore").AddMemoryStreams(TelemetryStream.Provider);
        return part is null || postgres is null
            ? silo.UseInMemoryReminderService()
            : silo.UseAdoNetReminderService(
                (AdoNetReminderTableOptions options) => (options.Invariant, options.ConnectionString) = (Provider, Uncompiled.To(postgres))
            );
    }
}
