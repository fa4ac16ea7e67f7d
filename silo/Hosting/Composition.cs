using Microsoft.AspNetCore.DataProtection;
using Watchfloor.Channels;
using Watchfloor.Health;
using Watchfloor.Kernel;
using Watchfloor.Live;
using Watchfloor.Store;
using Watchfloor.Web;

namespace Watchfloor.Silo;

/// <summary>The composition root: which rooms stand in the process and how they are joined.</summary>
public static class Composition
{
    /// <summary>A server that is not started yet. The store is open already: a refusal (in use, newer) ends the start here.</summary>
    /// <param name="otherwise">Has the last word about what is registered: a test brings its own clock.</param>
    public static WebApplication Build(ServerOptions options, Action<IServiceCollection>? otherwise = null)
    {
        var protectionKeys = Path.Combine(options.Data, "protection-keys");
        PrivateDirectory.Make(options.Data);
        PrivateDirectory.Make(protectionKeys);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(options.Urls);
        var hasStarted = false;
        builder.Logging.AddWatchfloorLog(options.Log, () => hasStarted);

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<IIds, SystemIds>();
        builder.Services.AddSingleton<ISecrets, SealedSecrets>();
        if (options.Postgres is { } connection)
            builder.Services.AddPostgresStore(connection);
        else
            builder.Services.AddSqliteStore(options.Data);
        builder.Services.AddDataProtection().SetApplicationName("watchfloor").PersistKeysToFileSystem(new DirectoryInfo(protectionKeys));
        builder.Services.Configure<ChannelOptions>(channels => channels.Console = new Uri(FirstUrl(options)));

        builder.UseOrleans(silo => silo.UseCluster(options.Postgres).AddWatchfloor(options.Postgres));
        builder.Services.AddWatchfloorBackground().AddWatchfloorHousekeeping();
        builder.Services.AddSingleton<Demo>().AddSingleton<DemoPast>().AddSingleton<FirstStart>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<FirstStart>());
        builder.Services.AddSingleton<ServerReadiness>();
        builder.Services.AddSingleton<IReadiness>(provider => provider.GetRequiredService<ServerReadiness>());
        builder.Services.AddSingleton<IReadiness, WorkReadiness>();
        builder.Services.AddSingleton<OtlpExport>();
        builder.Services.AddHostedService<MeasuredStore>();
        builder.Services.AddTrustedProxies(options.TrustedProxies);
        if (options.LiveStreams is { } streams)
            builder.Services.AddSingleton(new LiveLimits(OfCaller: streams));
        builder.AddWatchfloorApi();

        otherwise?.Invoke(builder.Services);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => hasStarted = true);
        app.Services.GetRequiredService<IStore>();
        app.Services.GetRequiredService<OtlpExport>(); // exports from here on
        app.UseTrustedProxies(options.TrustedProxies);
        app.MapWatchfloorApi();
        app.MapWatchfloorWeb(Path.Combine(AppContext.BaseDirectory, "web"));
        return app;
    }

    /// <summary>The first address, in a form that a browser on this machine can open.</summary>
    public static string FirstUrl(ServerOptions options) =>
        options
            .Urls.Split(';')[0]
            .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://*", "://127.0.0.1", StringComparison.Ordinal);
}
