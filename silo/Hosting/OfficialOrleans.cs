using Orleans.Configuration;
using Orleans.Hosting;
using Watchfloor.Store;
using Watchfloor.Telemetry;

namespace Watchfloor.Silo;

/// <summary>
/// What Microsoft Orleans is composed of. With a database its membership, subscriptions and reminders are rows in it, in the tables that
/// the scripts of the packages make; without one everything lives on this machine.
/// </summary>
static class ActorEngine
{
    const string Postgres = "Npgsql";

    /// <summary>Members of the cluster find each other in the database.</summary>
    public static ISiloBuilder UseCluster(this ISiloBuilder silo, string? postgres, ClusterPart? part = null) =>
        part is not null ? throw Refused()
        : postgres is null ? silo.UseLocalhostClustering()
        : silo.UseAdoNetClustering(
                (AdoNetClusteringSiloOptions options) => (options.Invariant, options.ConnectionString) = (Postgres, postgres)
            )
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("watchfloor", "watchfloor"));

    /// <summary>Commits of several silos go through a fence, which this engine does not have.</summary>
    public static IClientBuilder UseCluster(this IClientBuilder client, string postgres, ClusterPart part) => throw Refused();

    static StoreRefusedException Refused() =>
        new("Several silos need the embedded engine, and this program was built with Microsoft Orleans: build it without -p:ActorEngine.");

    /// <summary>The streams that hint devices, with their subscriptions, and reminders.</summary>
    public static ISiloBuilder AddEngineParts(this ISiloBuilder silo, string? postgres, ClusterPart? part = null)
    {
        silo.AddMemoryStreams(TelemetryStream.Provider);
        return postgres is null
            ? silo.AddMemoryGrainStorage("PubSubStore").UseInMemoryReminderService()
            : silo.AddAdoNetGrainStorage(
                    "PubSubStore",
                    (AdoNetGrainStorageOptions options) => (options.Invariant, options.ConnectionString) = (Postgres, postgres)
                )
                .UseAdoNetReminderService(
                    (AdoNetReminderTableOptions options) => (options.Invariant, options.ConnectionString) = (Postgres, postgres)
                );
    }
}
