using Microsoft.Extensions.DependencyInjection;
using Watchfloor.Kernel;

namespace Watchfloor.Store;

/// <summary>Puts the store of a data directory behind the ports.</summary>
public static class SqliteStoreRegistration
{
    /// <summary>
    /// The store opens with the first port that is asked for; ask for <see cref="IStore"/> before the first request, so that a refusal
    /// ends the start. The container closes it and drains what was accepted.
    /// </summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, string directory)
    {
        services.AddSingleton<IStore>(provider =>
            SqliteStore.Open(directory, provider.GetService<TimeProvider>() ?? TimeProvider.System, provider.GetService<ProgramLevel>())
        );
        return services.AddPorts();
    }
}
