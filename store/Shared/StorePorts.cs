using Microsoft.Extensions.DependencyInjection;

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
            .AddPort(store => store.Events)
            .AddPort(store => store.CatalogueLists)
            .AddPort(store => store.Feed)
            .AddPort(store => store.Keys)
            .AddPort(store => store.Health);

    static IServiceCollection AddPort<TPort>(this IServiceCollection services, Func<IStore, TPort> port)
        where TPort : class => services.AddSingleton(provider => port(provider.GetRequiredService<IStore>()));
}
