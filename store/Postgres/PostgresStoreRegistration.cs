using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Watchfloor.Kernel;

namespace Watchfloor.Store;

/// <summary>Puts the store of a PostgreSQL database behind the ports.</summary>
public static partial class PostgresStoreRegistration
{
    /// <summary>
    /// The store opens with the first port that is asked for; ask for <see cref="IStore"/> before the first request, so that a refusal
    /// ends the start. The container closes it and drains what was accepted.
    /// </summary>
    /// <param name="shared">
    /// Whether other servers may have the database too. Then an <see cref="IFence"/> that is registered guards each batch of commits, and
    /// the time is the database's, unless another one is registered before.
    /// </param>
    public static IServiceCollection AddPostgresStore(this IServiceCollection services, string connectionString, bool shared = false)
    {
        if (shared)
            services.TryAddSingleton<TimeProvider>(new ClusterClock(TimeProvider.System));
        services.AddSingleton<IStore>(provider =>
        {
            var clock = provider.GetService<TimeProvider>() ?? TimeProvider.System;
            var level = provider.GetService<ProgramLevel>() ?? ProgramLevel.Own;
            var log = provider.GetService<ILoggerFactory>()?.CreateLogger<PostgresStore>() ?? NullLogger<PostgresStore>.Instance;
            var opening = shared
                ? PostgresStore.OpenShared(
                    connectionString,
                    clock,
                    provider.GetService<IFence>,
                    level,
                    what => Waits(log, what),
                    what => Says(log, what)
                )
                : PostgresStore.Open(connectionString, clock, level, what => Says(log, what));
            var store = opening.GetAwaiter().GetResult();
            if (!store.WaitsForDisk)
                DoesNotWaitForDisk(log);
            return store;
        });
        return services
            .AddPorts()
            .AddSingleton<ISettles>(provider => (PostgresStore)provider.GetRequiredService<IStore>())
            .AddSingleton(provider => ((PostgresStore)provider.GetRequiredService<IStore>()).Level);
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The database runs with fsync = off: a power cut may take acknowledged commits, or the whole database"
    )]
    static partial void DoesNotWaitForDisk(ILogger log);

    [LoggerMessage(LogLevel.Warning, "The store is not open yet: {What}")]
    static partial void Waits(ILogger log, string what);

    [LoggerMessage(LogLevel.Warning, "PostgreSQL: {What}")]
    static partial void Says(ILogger log, string what);
}
