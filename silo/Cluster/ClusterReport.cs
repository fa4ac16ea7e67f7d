using Npgsql;
using Watchfloor.Clusters;
using Watchfloor.Json;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>What the tables of the cluster say: the engine's of members and view, and what each process says of itself.</summary>
sealed class ClusterReport(
    ClusterDatabase database,
    ServerOptions options,
    IStoreHealth store,
    MissedDeadlines missed,
    IFeatureLevel level,
    TimeProvider clock
) : IClusterReport
{
    const string View = "SELECT number FROM watchfloor_view WHERE cluster_id = $1";
    const string Members = """
        SELECT m.name, m.address, m.feature_level, m.takes_grains, extract(epoch FROM m.lease_until - clock_timestamp())::float8,
          m.acknowledged, m.evicted, m.activations, m.joined_at, coalesce(p.waiting, 0), p.lanes
        FROM watchfloor_member m LEFT JOIN watchfloor_process p ON p.cluster_id = m.cluster_id AND p.name = m.name AND NOT m.evicted
        WHERE m.cluster_id = $1 ORDER BY m.name, m.generation
        """;
    const string Unreached = """
        SELECT m.name, m.address, array_agg(b.name ORDER BY b.name), min(u.since)
        FROM watchfloor_unreached u
        JOIN watchfloor_member m ON m.cluster_id = u.cluster_id AND m.address || '@' || m.generation = u.missed AND NOT m.evicted
        JOIN watchfloor_member b
          ON b.cluster_id = u.cluster_id AND b.address = u.address AND b.generation = u.generation AND NOT b.evicted
        WHERE u.cluster_id = $1 GROUP BY m.name, m.address ORDER BY m.name, m.address
        """;
    const string Processes = """
        SELECT name, role, address, waiting, oldest_wait, extract(epoch FROM clock_timestamp() - seen_at)::float8, feature_level
        FROM watchfloor_process
        WHERE cluster_id = $1 AND seen_at > clock_timestamp() - interval '1 minute' ORDER BY name
        """;
    const double Silent = 5;

    /// <inheritdoc/>
    public async ValueTask<ClusterSeen> Look(CancellationToken cancellation)
    {
        var now = Instants.Truncate(clock.GetUtcNow());
        var (view, members) = await ReadMembers(cancellation);
        var unreached = view == 0 ? [] : await Read(Unreached, Unseen, cancellation);
        var processes = await Read(Processes, OneProcess, cancellation);
        var wait = processes.Where(process => process.Heard < Silent).Max(process => process.OldestWait);
        return new(options.Cluster!.Cluster, view, level.Current, now)
        {
            Members = members,
            Unreached = unreached,
            Apis = [.. processes.Where(IsApi).Select(process => new ApiSeen(process.Name, process.Address, process.Heard, process.Level))],
            WaitingWrites = processes.Sum(process => process.Waiting),
            Due = new(await store.DueDepth(cancellation), await missed.Oldest(now, cancellation)),
            Outbox = new(
                await store.OutboxDepth(cancellation),
                wait is { } seconds ? Instants.Truncate(now - TimeSpan.FromSeconds(seconds)) : null
            ),
        };
    }

    /// <summary>The silos of the newest view that have acted on it.</summary>
    public async Task<int> Serving(CancellationToken cancellation) =>
        (await ReadMembers(cancellation)).Members.Count(one => one.State == MemberState.Serving);

    async Task<(long View, List<MemberSeen> Members)> ReadMembers(CancellationToken cancellation)
    {
        try
        {
            var view = (await Read(View, row => row.GetInt64(0), cancellation)).SingleOrDefault();
            return (view, await Read(Members, row => Member(row, view), cancellation));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return (0, []); // no silo has ever joined
        }
    }

    async Task<List<T>> Read<T>(string sql, Func<NpgsqlDataReader, T> one, CancellationToken cancellation)
    {
        var all = new List<T>();
        await using var connection = await database.Open(cancellation);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = options.Cluster!.Cluster } } };
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            all.Add(one(rows));
        return all;
    }

    static MemberSeen Member(NpgsqlDataReader row, long view)
    {
        var (lease, acknowledged) = (row.GetDouble(4), row.GetInt64(5));
        var state = row switch
        {
            _ when row.GetBoolean(6) => MemberState.Evicted,
            _ when lease <= 0 => MemberState.Late,
            _ when !row.GetBoolean(3) => MemberState.Leaving,
            _ => acknowledged < view ? MemberState.Moving : MemberState.Serving,
        };
        return new(
            row.GetString(0),
            row.GetString(1),
            state,
            Math.Round(lease, 1),
            acknowledged,
            row.GetInt32(2),
            row.GetInt32(7),
            row.GetInt64(9),
            Instants.Truncate(new(row.GetDateTime(8)))
        )
        {
            Lanes = row.IsDBNull(10) ? [] : row.GetFieldValue<long[]>(10),
        };
    }

    static UnreachedSeen Unseen(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetFieldValue<string[]>(2), Instants.Truncate(new(row.GetDateTime(3))));

    static Process OneProcess(NpgsqlDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.GetInt64(3),
            row.IsDBNull(4) ? null : row.GetDouble(4),
            row.GetDouble(5),
            row.GetInt32(6)
        );

    static bool IsApi(Process process) => process.Role != "silo";

    sealed record Process(string Name, string Role, string Address, long Waiting, double? OldestWait, double Heard, int Level);
}
