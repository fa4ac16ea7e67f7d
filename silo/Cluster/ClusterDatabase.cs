using Npgsql;

namespace Watchfloor.Silo;

/// <summary>
/// A few connections of the host to the database that the processes of a cluster share: for what one of them does at a time, and for what they
/// tell of themselves.
/// </summary>
sealed class ClusterDatabase : IAsyncDisposable, IDisposable
{
    // Any numbers, as long as they never change: processes meet at them.
    const long FirstStartLock = 7_236_833_301_951;

    readonly NpgsqlDataSource _source;

    public ClusterDatabase(string postgres) =>
        _source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(postgres)
            {
                ApplicationName = "watchfloor cluster",
                MaxPoolSize = 3,
                Timeout = 5,
                CommandTimeout = 5,
                KeepAlive = 5,
                // A machine that vanishes while it has its turn is missed by the server within seconds.
                Options = "-c jit=off -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3",
            }
        );

    public ValueTask<NpgsqlConnection> Open(CancellationToken cancellation) => _source.OpenConnectionAsync(cancellation);

    public async Task Run(string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Whether what is asked for is there.</summary>
    public async Task<bool> Has(string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }

    /// <summary>
    /// Does something that no other process of the database may do at the same time, as at a first start of many; whoever comes later waits.
    /// </summary>
    public async Task OneAtATime(Func<Task> work, CancellationToken cancellation)
    {
        await using var connection = await Open(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var turn = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection, transaction)
        {
            Parameters = { new() { Value = FirstStartLock } },
            CommandTimeout = 0,
        };
        await turn.ExecuteNonQueryAsync(cancellation);
        await work();
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    public void Dispose() => _source.Dispose();

    NpgsqlCommand Command(string sql, object?[] values)
    {
        var command = _source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return command;
    }
}
