using Microsoft.Extensions.DependencyInjection;

namespace Watchfloor.Store;

/// <summary>Puts the store of a PostgreSQL database behind the ports.</summary>
public static class PostgresStoreRegistration
{
    /// <summary>
    /// The store opens with the first port that is asked for; ask for <see cref="IStore"/> before the first request, so that a refusal
    /// ends the start. The container closes it and drains what was accepted.
    /// </summary>
    public static IServiceCollection AddPostgresStore(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton<IStore>(provider =>
            PostgresStore.Open(connectionString, provider.GetService<TimeProvider>() ?? TimeProvider.System).GetAwaiter().GetResult()
        );
        return services.AddPorts();
    }
}
