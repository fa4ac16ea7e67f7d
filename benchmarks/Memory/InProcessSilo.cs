using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Watchfloor.Kernel;
using Watchfloor.Silo;
using Watchfloor.Store;

namespace Watchfloor.Benchmarks;

/// <summary>A silo in this process, on the store of a folder, put together as the server does; without the api.</summary>
static class InProcessSilo
{
    public static async Task<IHost> Start(string folder, CancellationToken cancellation)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<IIds, SystemIds>();
        builder.Services.AddSingleton<ISecrets, SealedSecrets>();
        builder.Services.AddSqliteStore(folder);
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddWatchfloor());
        builder.Services.AddWatchfloorBackground();
        var host = builder.Build();
        await host.StartAsync(cancellation);
        return host;
    }
}
