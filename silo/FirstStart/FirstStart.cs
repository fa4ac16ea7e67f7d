using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>Makes what every start must find: keys, and the demo where it is wanted. The server is not ready before.</summary>
sealed class FirstStart(IKeys keys, IGrainFactory grains, ServerOptions options, ILogger<FirstStart> log) : BackgroundService
{
    /// <summary>True when keys and demo are there.</summary>
    public bool Done { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await KeyFiles.Ensure(
            keys,
            Path.Combine(options.Data, "admin.key"),
            new("admin", "Administrator", Role.Admin, TenantId.Default),
            stoppingToken
        );
        if (options.Demo)
        {
            var connector = new KeyHolder("connector", "Edge connector", Role.Ingest, TenantId.Default);
            await KeyFiles.Ensure(keys, Path.Combine(options.Data, "connector.key"), connector, stoppingToken);
            await new Demo(grains).Seed(stoppingToken);
            log.LogInformation("The demo is in place: two facilities, two rules, two channels, one policy");
        }
        Done = true;
    }
}
