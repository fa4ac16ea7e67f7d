using Microsoft.AspNetCore.DataProtection;
using Watchfloor.Channels;
using Watchfloor.Health;
using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Web;

namespace Watchfloor.Silo;

/// <summary>The composition root: which rooms stand in the process and how they are joined.</summary>
public static class Composition
{
    /// <summary>A server that is not started yet. The store is open already: a refusal (in use, newer) ends the start here.</summary>
    public static WebApplication Build(ServerOptions options)
    {
        PrivateDirectory(options.Data);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(options.Urls);
        var hasStarted = false;
        Log(builder.Logging, () => hasStarted);

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<IIds, SystemIds>();
        builder.Services.AddSingleton<ISecrets, SealedSecrets>();
        builder.Services.AddSqliteStore(options.Data);
        builder
            .Services.AddDataProtection()
            .SetApplicationName("watchfloor")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(options.Data, "protection-keys")));
        builder.Services.Configure<ChannelOptions>(channels => channels.Console = new Uri(FirstUrl(options)));

        builder.UseOrleans(silo => silo.UseCluster(postgres: null).AddWatchfloor(postgres: null));
        builder.Services.AddWatchfloorBackground().AddWatchfloorHousekeeping();
        builder.Services.AddSingleton<FirstStart>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<FirstStart>());
        builder.Services.AddSingleton<IReadiness, ServerReadiness>();
        builder.AddWatchfloorApi();

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => hasStarted = true);
        app.Services.GetRequiredService<IStore>();
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

    static void PrivateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    static void Log(ILoggingBuilder logging, Func<bool> hasStarted)
    {
        logging.ClearProviders().SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Orleans", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        // Whoever knocks without a key must not fill the log.
        logging.AddFilter("Watchfloor.Security.DoorHandler", LogLevel.Warning);
        // The keys lie in a directory that only its owner can read; saying at each start that they are not encrypted helps nobody.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // A start that fails throws, and whoever called says why in one sentence; the host's own pages of it would bury that.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Warning && hasStarted());
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
    }
}
