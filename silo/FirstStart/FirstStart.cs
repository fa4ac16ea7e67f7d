using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>
/// Makes what every start must find: keys, and the demo where it is wanted. The server is not ready before. The past of the demo is told
/// when it is.
/// </summary>
sealed partial class FirstStart(IKeys keys, Demo demo, DemoPast past, ServerOptions options, ILogger<FirstStart> log) : BackgroundService
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
        var tellsPast = false;
        if (options.Demo)
        {
            var connector = new KeyHolder("connector", "Edge connector", Role.Ingest, TenantId.Default);
            await KeyFiles.Ensure(keys, Path.Combine(options.Data, "connector.key"), connector, stoppingToken);
            await demo.Seed(stoppingToken);
            log.LogInformation("The demo is in place: six facilities, two rules, two channels, two policies, a maintenance window");
            tellsPast = await past.IsWanted(stoppingToken);
        }
        Done = true;
        if (tellsPast)
            await TellPast(stoppingToken);
    }

    /// <summary>Beside the work of the server, which goes on also where it fails; the next start goes on with it.</summary>
    async Task TellPast(CancellationToken stoppingToken)
    {
        try
        {
            await past.Tell(stoppingToken);
            log.LogInformation("The past of the demo is told: {Count} events of thirty days", PastEvents.Count);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotTold(log, e);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The past of the demo could not be told; the next start goes on with it")]
    static partial void NotTold(ILogger log, Exception fault);
}
