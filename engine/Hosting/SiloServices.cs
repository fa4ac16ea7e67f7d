using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Clustering;
using Orleans.Runtime;
using Orleans.Transport;

namespace Orleans.Hosting;

/// <summary>What a silo registers in its host.</summary>
static class SiloServices
{
    internal static void AddTo(IServiceCollection services)
    {
        if (services.Any(static service => service.ServiceType == typeof(ClientConnection)))
            throw new InvalidOperationException(
                "A host is a silo or a client, not both: a silo serves IGrainFactory and IClusterClient itself."
            );
        if (services.Any(static service => service.ServiceType == typeof(Silo)))
            return;
        Clocks.AddTo(services);
        services.AddSingleton<Silo>();
        services.AddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<Silo>().References);
        services.AddSingleton<IClusterClient>(static provider => provider.GetRequiredService<Silo>().References);
        services.AddSingleton<ILocalSiloDetails, LocalSiloDetails>();
        services.AddSingleton<Network>();
        services.AddSingleton<IDoors>(static provider => provider.GetRequiredService<Network>());
        services.AddSingleton<ITellsMembers>(static provider => provider.GetRequiredService<Network>());
        services.AddHostedService<SiloLife>();
    }
}

/// <summary>What a client registers in its host.</summary>
static class ClientServices
{
    internal static void AddTo(IServiceCollection services)
    {
        if (services.Any(static service => service.ServiceType == typeof(Silo)))
            throw new InvalidOperationException(
                "A host is a silo or a client, not both: a silo serves IGrainFactory and IClusterClient itself."
            );
        if (services.Any(static service => service.ServiceType == typeof(ClientConnection)))
            return;
        Clocks.AddTo(services);
        services.AddSingleton<Network>();
        services.AddSingleton<ClientConnection>();
        services.AddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<ClientConnection>().References);
        services.AddSingleton<IClusterClient>(static provider => provider.GetRequiredService<ClientConnection>().References);
        services.AddHostedService<ClientLife>();
    }
}

static class Clocks
{
    /// <summary>Grain timers follow the plain clock, which a test may replace; everything else is real time unless it is pinned.</summary>
    internal static void AddTo(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(TimeProviderNames.Grains, static (provider, _) => provider.GetRequiredService<TimeProvider>());
        services.TryAddKeyedSingleton(KeyedService.AnyKey, static (_, _) => TimeProvider.System);
    }
}
