using System.Data.Common;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>The database that options name. Connections are the caller's alone: none comes from a pool, none goes back to one.</summary>
sealed class AdoNetDatabase
{
    /// <summary>PostgreSQL's word for a table that nobody has made yet.</summary>
    internal const string UndefinedTable = "42P01";

    /// <summary>
    /// Nothing of a silo that stands still or has vanished stays locked: its transactions end before its lease does, and the server asks
    /// whether it is still there.
    /// </summary>
    const string Limits =
        "SET idle_in_transaction_session_timeout = '5s'; SET statement_timeout = '8s'; "
        + "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3";

    readonly DbProviderFactory? _factory;
    readonly string? _connectionString;
    readonly DbDataSource? _source;

    /// <summary>Says what is wrong with the options before anything is tried with them.</summary>
    internal AdoNetDatabase(string options, string? invariant, string? connectionString, DbDataSource? source)
    {
        if (string.IsNullOrWhiteSpace(invariant))
            throw new OrleansConfigurationException($"{options}.Invariant is missing: it names the provider of the database.");
        if (string.IsNullOrWhiteSpace(connectionString) == source is null)
            throw new OrleansConfigurationException($"{options} needs exactly one of ConnectionString and DataSource.");
        if (source is null && !DbProviderFactories.TryGetFactory(invariant, out _factory))
            throw new OrleansConfigurationException(
                $"No database provider is registered as '{invariant}': call DbProviderFactories.RegisterFactory(\"{invariant}\", …) before the silo is built."
            );
        (_connectionString, _source) = (connectionString, source);
    }

    /// <param name="patience">So long may a connection take, and each answer over it.</param>
    internal async Task<DbConnection> Open(TimeSpan patience, CancellationToken cancellation)
    {
        var connection = _source?.CreateConnection() ?? Connect(patience);
        try
        {
            await connection.OpenAsync(cancellation);
            await new AdoNetWork(connection, null, cancellation).Run(Limits);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    DbConnection Connect(TimeSpan patience)
    {
        var words = _factory!.CreateConnectionStringBuilder() ?? new DbConnectionStringBuilder();
        words.ConnectionString = _connectionString;
        var seconds = Math.Max(1, (int)Math.Ceiling(patience.TotalSeconds));
        words["Pooling"] = false;
        words["Timeout"] = seconds;
        words["Command Timeout"] = seconds;
        words["Cancellation Timeout"] = -1;
        words["Application Name"] = "watchfloor members";
        var connection = _factory.CreateConnection()!;
        connection.ConnectionString = words.ConnectionString;
        return connection;
    }
}

/// <summary>Statements of one connection.</summary>
readonly struct AdoNetWork(DbConnection connection, DbTransaction? transaction, CancellationToken cancellation)
{
    internal async Task<int> Run(string sql, params (string, object)[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The first value of the first row; null when there is none.</summary>
    internal async Task<object?> Ask(string sql, params (string, object)[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync(cancellation);
    }

    internal async Task<T> Read<T>(string sql, Func<DbDataReader, CancellationToken, Task<T>> read, params (string, object)[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await read(reader, cancellation);
    }

    DbCommand Command(string sql, (string, object)[] values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Constants of this room.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
