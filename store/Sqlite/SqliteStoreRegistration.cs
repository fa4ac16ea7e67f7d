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
        services.AddSingleton<IStore>(provider => SqliteStore.Open(directory, provider.GetService<TimeProvider>() ?? TimeProvider.System));
        return services
            .AddPort(store => store.Commits)
            .AddPort(store => store.Entities)
            .AddPort(store => store.OpenEvents)
            .AddPort(store => store.Catalogue)
            .AddPort(store => store.DueTimes)
            .AddPort(store => store.Outbox)
            .AddPort(store => store.Telemetry)
            .AddPort(store => store.Rollups)
            .AddPort(store => store.TelemetryReads)
            .AddPort(store => store.Retention)
            .AddPort(store => store.Tombstones)
            .AddSingleton<IEventReads>(provider => new UpcastJournal(
                provider.GetRequiredService<IStore>().Events,
                provider.GetService<Upcasters>() ?? Upcasters.None
            ))
            .AddPort(store => store.CatalogueLists)
            .AddPort(store => store.Feed)
            .AddPort(store => store.Keys)
            .AddPort(store => store.Journals)
            .AddPort(store => store.Answers)
            .AddPort(store => store.Audit)
            .AddPort(store => store.People)
            .AddPort(store => store.Sessions)
            .AddPort(store => store.Health);
    }

    static IServiceCollection AddPort<TPort>(this IServiceCollection services, Func<IStore, TPort> port)
        where TPort : class => services.AddSingleton(provider => port(provider.GetRequiredService<IStore>()));
}
