using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Watchfloor.Kernel;
using Watchfloor.Silo;
using Watchfloor.Store;

namespace Watchfloor.Benchmarks;

/// <summary>A silo in this process, put together as the server does; without the api.</summary>
static class InProcessSilo
{
    /// <summary>On the store of a folder.</summary>
    public static Task<IHost> Start(string folder, CancellationToken cancellation) =>
        Start(services => services.AddSqliteStore(folder), cancellation);

    /// <summary>On the store that is put among the services, with whatever else is.</summary>
    public static async Task<IHost> Start(Action<IServiceCollection> store, CancellationToken cancellation)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<IIds, SystemIds>();
        builder.Services.AddSingleton<ISecrets, SealedSecrets>();
        store(builder.Services);
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddWatchfloor());
        builder.Services.AddWatchfloorBackground();
        var host = builder.Build();
        await host.StartAsync(cancellation);
        return host;
    }
}
