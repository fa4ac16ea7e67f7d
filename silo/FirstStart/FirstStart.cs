using System.Data.Common;
using Orleans.Runtime;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>
/// Makes what every start must find: keys, and the demo where it is wanted. The server is not ready before. The past of the demo is told
/// when it is.
/// </summary>
sealed partial class FirstStart(
    IKeys keys,
    Demo demo,
    DemoPast past,
    ServerOptions options,
    ILogger<FirstStart> log,
    ClusterDatabase? database = null
) : BackgroundService
{
    /// <summary>Whose key the first start puts down.</summary>
    public static readonly KeyHolder Admin = new("admin", "Administrator", Role.Admin, TenantId.Default);

    /// <summary>Whose key the demo's machines are read with.</summary>
    public static readonly KeyHolder Connector = new("connector", "Edge connector", Role.Ingest, TenantId.Default);

    static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>How often the past is begun where others may have taken a grain.</summary>
    const int Turns = 10;

    /// <summary>True when keys and demo are there.</summary>
    public bool Done { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database is null)
            await Furnish(stoppingToken);
        else
            await FurnishInTurn(database, stoppingToken);
        var tellsPast = options.Demo && await past.IsWanted(stoppingToken);
        Done = true;
        if (tellsPast)
            await TellPast(stoppingToken);
    }

    /// <summary>Of many that start at once each makes what is missing. What others or the database fail at is tried again.</summary>
    async Task FurnishInTurn(ClusterDatabase database, CancellationToken stoppingToken)
    {
        for (var isDone = false; !isDone; )
        {
            try
            {
                await database.OneAtATime(() => Furnish(stoppingToken), stoppingToken);
                isDone = true;
            }
            catch (Exception e) when (e is DbException or TimeoutException or StoreFailedException or OrleansException)
            {
                NotFurnished(log, e);
                await Task.Delay(Again, stoppingToken);
            }
        }
    }

    async Task Furnish(CancellationToken stoppingToken)
    {
        await KeyFiles.Ensure(keys, Path.Combine(options.Data, "admin.key"), Admin, stoppingToken);
        if (!options.Demo)
            return;
        await KeyFiles.Ensure(keys, Path.Combine(options.Data, "connector.key"), Connector, stoppingToken);
        await demo.Seed(stoppingToken);
        log.LogInformation("The demo is in place: six facilities, two rules, two channels, two policies, a maintenance window");
    }

    /// <summary>
    /// Beside the work of the server, which goes on also where it fails; the next start goes on with it. Where silos join meanwhile, grains
    /// go to others under its hands: it goes on at once.
    /// </summary>
    async Task TellPast(CancellationToken stoppingToken)
    {
        try
        {
            await past.Tell(database is null ? 1 : Turns, stoppingToken);
            log.LogInformation("The past of the demo is told: {Count} events of thirty days", PastEvents.Count);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            NotTold(log, e);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The past of the demo could not be told; the next start goes on with it")]
    static partial void NotTold(ILogger log, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "Keys and demo could not be put in place; it is tried again")]
    static partial void NotFurnished(ILogger log, Exception fault);
}
