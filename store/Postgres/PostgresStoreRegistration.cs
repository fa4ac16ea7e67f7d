using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Watchfloor.Store;

/// <summary>Puts the store of a PostgreSQL database behind the ports.</summary>
public static partial class PostgresStoreRegistration
{
    /// <summary>
    /// The store opens with the first port that is asked for; ask for <see cref="IStore"/> before the first request, so that a refusal
    /// ends the start. The container closes it and drains what was accepted.
    /// </summary>
    public static IServiceCollection AddPostgresStore(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton<IStore>(provider =>
        {
            var clock = provider.GetService<TimeProvider>() ?? TimeProvider.System;
            var store = PostgresStore.Open(connectionString, clock).GetAwaiter().GetResult();
            if (!store.WaitsForDisk && provider.GetService<ILoggerFactory>() is { } logs)
                DoesNotWaitForDisk(logs.CreateLogger<PostgresStore>());
            return store;
        });
        return services.AddPorts();
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The database runs with fsync = off: a power cut may take acknowledged commits, or the whole database"
    )]
    static partial void DoesNotWaitForDisk(ILogger log);
}
