using Microsoft.Extensions.DependencyInjection;
using Watchfloor.Kernel;

namespace Watchfloor.Store;

/// <summary>The ports of whichever store was registered.</summary>
static class StorePorts
{
    public static IServiceCollection AddPorts(this IServiceCollection services) =>
        services
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
            .AddSingleton<IOccurrences, Occurrences>()
            .AddPort(store => store.Attachments)
            .AddPort(store => store.CatalogueLists)
            .AddPort(store => store.Feed)
            .AddPort(store => store.Keys)
            .AddPort(store => store.Journals)
            .AddPort(store => store.Answers)
            .AddPort(store => store.Audit)
            .AddPort(store => store.People)
            .AddPort(store => store.Sessions)
            .AddPort(store => store.Health);

    static IServiceCollection AddPort<TPort>(this IServiceCollection services, Func<IStore, TPort> port)
        where TPort : class => services.AddSingleton(provider => port(provider.GetRequiredService<IStore>()));
}
