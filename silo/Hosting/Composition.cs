using Microsoft.AspNetCore.DataProtection;
using Watchfloor.Channels;
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
        builder.Services.AddWires();
        var hasStarted = false;
        builder.Logging.AddWatchfloorLog(options.Log, () => hasStarted);

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<IIds, SystemIds>();
        builder.Services.AddSingleton<ISecrets, SealedSecrets>();
        if (options.Postgres is { } connection)
            builder.Services.AddPostgresStore(connection, shared: options.Cluster is not null);
        else
            builder.Services.AddSqliteStore(PrivateDatabase.IsNone(options.Data));
        builder.Services.AddDataProtection().SetApplicationName("watchfloor").PersistKeysToFileSystem(new DirectoryInfo(protectionKeys));
        builder.Services.Configure<ChannelOptions>(channels => channels.Console = options.WhereConsoleIs);

        if (options.Cluster is not null)
            builder.Services.AddDraining();
        if (options is { Cluster: { HasSilo: false } part, Postgres: { } database })
            builder.AddWayToGrains(database, part);
        else
            builder.AddGrains(options);
        builder.Services.AddMembership(options);
        // A member that is told to leave does so in time to say how it ended: whoever asked it to waits for twenty seconds.
        if (options.Cluster is not null)
            builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
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
        if (options.Cluster is { HasApi: false })
        {
            app.MapWatchfloorHealth();
            return app;
        }
        app.MapWatchfloorApi();
        app.MapWatchfloorWeb(Path.Combine(AppContext.BaseDirectory, "web"));
        return app;
    }

    /// <summary>The first address, in a form that a browser on this machine can open.</summary>
    public static string FirstUrl(ServerOptions options) => FirstUrl(options.Urls);

    /// <summary>The same of addresses that are separated by semicolons.</summary>
    public static string FirstUrl(string urls) =>
        urls.Split(';')[0]
            .TrimEnd('/')
            .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://*", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://+", "://127.0.0.1", StringComparison.Ordinal);
}
