using Npgsql;

namespace Watchfloor.Benchmarks;

/// <summary>What the database says of view and members, past everything that silos say of themselves.</summary>
sealed class MemberTable(string connection) : IAsyncDisposable
{
    const string Standing = """
        SELECT v.number, count(*) FILTER (WHERE m.takes_grains), coalesce(bool_and(m.acknowledged >= v.number), false)
        FROM watchfloor_view v LEFT JOIN watchfloor_member m ON m.cluster_id = v.cluster_id AND NOT m.evicted
        WHERE v.cluster_id = $1 GROUP BY v.number
        """;

    const string Joined = "SELECT max(joined_at) FROM watchfloor_member WHERE cluster_id = $1 AND NOT evicted";
    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(connection);

    public async Task<Standing> Look(CancellationToken cancellation)
    {
        await using var command = Command(Standing);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? new(row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2)) : default;
    }

    /// <summary>When the last of those who are in the view joined it, by the database's clock.</summary>
    public async Task<DateTimeOffset> LastJoin(CancellationToken cancellation)
    {
        await using var command = Command(Joined);
        return new((DateTime)(await command.ExecuteScalarAsync(cancellation))!);
    }

    /// <summary>Waits until grains are placed on so many silos, and all of them have acted on it.</summary>
    public Task<Standing> Are(int silos, CancellationToken cancellation) =>
        Until(standing => standing.Silos == silos && standing.IsKnownToAll, cancellation);

    /// <summary>Waits for it, looking every few milliseconds.</summary>
    public async Task<Standing> Until(Func<Standing, bool> condition, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var standing = await Look(deadline.Token);
            if (condition(standing))
                return standing;
            await Task.Delay(Glance, deadline.Token);
        }
    }

    /// <summary>The only number that a question has for its answer.</summary>
    public async Task<long> Count(string sql, CancellationToken cancellation, params long[] values)
    {
        await using var command = _database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>After a death of the database: connections that it had are none any more.</summary>
    public void Reconnect() => _database.Clear();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    NpgsqlCommand Command(string sql)
    {
        var command = _database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = SiloPeer.Cluster });
        return command;
    }
}

/// <summary>How view and members stand.</summary>
/// <param name="View">Its number.</param>
/// <param name="Silos">On how many grains are placed.</param>
/// <param name="IsKnownToAll">Whether all members have acted on the view.</param>
readonly record struct Standing(long View, long Silos, bool IsKnownToAll);
