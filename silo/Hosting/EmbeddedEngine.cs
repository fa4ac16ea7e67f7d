using Orleans.Hosting;
using Watchfloor.Telemetry;

namespace Watchfloor.Silo;

/// <summary>What the embedded engine is composed of. Its streams and reminders live in memory: nothing durable depends on them.</summary>
static class ActorEngine
{
    /// <summary>
    /// One server is the whole cluster. The store holds a database for one server, and lets it go with the connection, so that a killed
    /// server is up again at once; a lease of the engine beside it would only add its wait.
    /// </summary>
    public static ISiloBuilder UseCluster(this ISiloBuilder silo, string? postgres) => silo.UseLocalhostClustering();

    /// <summary>The streams that hint devices, and reminders.</summary>
    public static ISiloBuilder AddEngineParts(this ISiloBuilder silo, string? postgres) =>
        silo.AddMemoryGrainStorage("PubSubStore").AddMemoryStreams(TelemetryStream.Provider).UseInMemoryReminderService();
}
