using Npgsql;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>
/// What each process of a cluster says of itself, every second, for people who look: a row that goes with it. Nothing depends on it; what is
/// lost is written again.
/// </summary>
sealed partial class ProcessBook(
    ClusterDatabase database,
    ServerOptions options,
    IStoreHealth store,
    ProgramLevel level,
    IServiceProvider services,
    [FromKeyedServices(InfrastructureTime.Key)] TimeProvider machine,
    ILogger<ProcessBook> log
) : BackgroundService
{
    public const string Table = """
        CREATE TABLE IF NOT EXISTS watchfloor_process (
          cluster_id text NOT NULL, name text NOT NULL, role text NOT NULL, address text NOT NULL, waiting bigint NOT NULL,
          oldest_wait double precision, seen_at timestamptz NOT NULL, PRIMARY KEY (cluster_id, name));
        ALTER TABLE watchfloor_process ADD COLUMN IF NOT EXISTS lanes bigint[];
        ALTER TABLE watchfloor_process ADD COLUMN IF NOT EXISTS feature_level integer NOT NULL DEFAULT 1;
        CREATE TABLE IF NOT EXISTS watchfloor_begun (cluster_id text PRIMARY KEY)
        """;

    const string Write = """
        INSERT INTO watchfloor_process (cluster_id, name, role, address, waiting, oldest_wait, lanes, feature_level, seen_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp()) ON CONFLICT (cluster_id, name) DO UPDATE SET
          role = excluded.role, address = excluded.address, waiting = excluded.waiting, oldest_wait = excluded.oldest_wait,
          lanes = excluded.lanes, feature_level = excluded.feature_level, seen_at = excluded.seen_at
        """;

    const string Forget =
        "DELETE FROM watchfloor_process WHERE (cluster_id = $1 AND name = $2) OR seen_at < clock_timestamp() - interval '1 day'";
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    readonly ClusterPart _part = options.Cluster!;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Try(database.Run(Forget, cancellationToken, _part.Cluster, _part.Name));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var outbox = services.GetService<OutboxPump>();
        using var timer = new PeriodicTimer(Pause, machine);
        do
        {
            var word = _part.Role.ToString().ToLowerInvariant();
            var address = Composition.FirstUrl(options);
            var wait = outbox?.OldestWait?.TotalSeconds;
            var lanes = store.Lanes.ToArray();
            await Try(
                database.Run(Write, stoppingToken, _part.Cluster, _part.Name, word, address, store.Waiting, wait, lanes, level.Current)
            );
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task Try(Task write)
    {
        try
        {
            await write;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            NotSaid(log, e); // readiness tells of the database
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "What this process says of itself could not be written")]
    static partial void NotSaid(ILogger log, Exception fault);
}
