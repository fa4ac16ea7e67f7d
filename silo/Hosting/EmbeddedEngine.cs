using System.Data.Common;
using Orleans.Configuration;
using Orleans.Hosting;
using Watchfloor.Telemetry;

namespace Watchfloor.Silo;

/// <summary>What the embedded engine is composed of. Its streams and reminders live in memory: nothing durable depends on them.</summary>
static class ActorEngine
{
    const string Postgres = "Npgsql";

    /// <summary>A lease of three seconds: a server that was killed is up again soon after its restart.</summary>
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>With a database the server takes the cluster's only place in it, so that no second one is started by mistake.</summary>
    public static ISiloBuilder UseCluster(this ISiloBuilder silo, string? postgres)
    {
        if (postgres is null)
            return silo.UseLocalhostClustering();
        DbProviderFactories.RegisterFactory(Postgres, "Npgsql.NpgsqlFactory, Npgsql");
        return silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Postgres, postgres))
            .Configure<ClusterMembershipOptions>(options => (options.ProbeTimeout, options.NumMissedProbesLimit) = (Beat, 3))
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("watchfloor", "watchfloor"));
    }

    /// <summary>The streams that hint devices, and reminders.</summary>
    public static ISiloBuilder AddEngineParts(this ISiloBuilder silo, string? postgres) =>
        silo.AddMemoryGrainStorage("PubSubStore").AddMemoryStreams(TelemetryStream.Provider).UseInMemoryReminderService();
}
