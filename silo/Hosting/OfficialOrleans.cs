using Orleans.Configuration;
using Orleans.Hosting;
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
    public static ISiloBuilder UseCluster(this ISiloBuilder silo, string? postgres) =>
        postgres is null
            ? silo.UseLocalhostClustering()
            : silo.UseAdoNetClustering(
                    (AdoNetClusteringSiloOptions options) => (options.Invariant, options.ConnectionString) = (Postgres, postgres)
                )
                .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("watchfloor", "watchfloor"));

    /// <summary>The streams that hint devices, with their subscriptions, and reminders.</summary>
    public static ISiloBuilder AddEngineParts(this ISiloBuilder silo, string? postgres)
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
