using Npgsql;

namespace Watchfloor.Silo;

/// <summary>The feature level that a program of the cluster knows, as it says itself: a silo as a member, an api while it is heard of.</summary>
sealed record KnownLevel(string Name, int Level, bool IsMember)
{
    const string Programs = """
        SELECT name, feature_level, true FROM watchfloor_member WHERE cluster_id = $1 AND NOT evicted
        UNION ALL
        SELECT name, feature_level, false FROM watchfloor_process
        WHERE cluster_id = $1 AND role = 'api' AND seen_at > clock_timestamp() - interval '5 seconds'
        ORDER BY 1
        """;

    /// <summary>Those of all that run.</summary>
    public static async Task<IReadOnlyList<KnownLevel>> Read(ClusterDatabase database, string cluster, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        await using var command = new NpgsqlCommand(Programs, connection) { Parameters = { new() { Value = cluster } } };
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var known = new List<KnownLevel>();
        while (await rows.ReadAsync(cancellation))
            known.Add(new(rows.GetString(0), rows.GetInt32(1), rows.GetBoolean(2)));
        return known;
    }
}
