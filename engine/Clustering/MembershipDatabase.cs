using System.Data.Common;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>
/// The table of places, one row per cluster, in SQL that every provider understands. A row holds one text, the lease; whoever changes it
/// says which text he saw, so of two who try only one succeeds.
/// </summary>
sealed class MembershipDatabase(string invariant, string? connectionString, DbDataSource? source)
{
    const string Create =
        "CREATE TABLE IF NOT EXISTS watchfloor_membership (cluster_id VARCHAR(150) NOT NULL PRIMARY KEY, lease VARCHAR(300) NOT NULL)";
    const string Select = "SELECT lease FROM watchfloor_membership WHERE cluster_id = @cluster";
    const string Insert = "INSERT INTO watchfloor_membership (cluster_id, lease) VALUES (@cluster, @lease)";
    const string Update = "UPDATE watchfloor_membership SET lease = @lease WHERE cluster_id = @cluster AND lease = @seen";
    const string Delete = "DELETE FROM watchfloor_membership WHERE cluster_id = @cluster AND lease = @seen";

    /// <summary>Says what is wrong with the options before anything is tried with them.</summary>
    internal static void Check(string options, string? invariant, string? connectionString, DbDataSource? source)
    {
        if (string.IsNullOrWhiteSpace(invariant))
            throw new OrleansConfigurationException($"{options}.Invariant is missing: it names the provider of the database.");
        if (string.IsNullOrWhiteSpace(connectionString) == source is null)
            throw new OrleansConfigurationException($"{options} needs exactly one of ConnectionString and DataSource.");
        if (source is null && !DbProviderFactories.TryGetFactory(invariant, out _))
            throw new OrleansConfigurationException(
                $"No database provider is registered as '{invariant}': call DbProviderFactories.RegisterFactory(\"{invariant}\", …) before the silo is built."
            );
    }

    internal async Task Prepare(CancellationToken cancellation) => await Run(Create, [], cancellation);

    internal async Task<string?> Read(string cluster, CancellationToken cancellation)
    {
        await using var connection = await Open(cancellation);
        await using var command = Command(connection, Select, [("cluster", cluster)]);
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    /// <summary>False when somebody else was faster.</summary>
    internal async Task<bool> Take(string cluster, string? seen, string lease, CancellationToken cancellation)
    {
        if (seen is not null)
            return await Run(Update, [("cluster", cluster), ("seen", seen), ("lease", lease)], cancellation) == 1;
        try
        {
            return await Run(Insert, [("cluster", cluster), ("lease", lease)], cancellation) == 1;
        }
        catch (DbException) when (!cancellation.IsCancellationRequested)
        {
            // Somebody else inserted first, or the database is in trouble: then this fails too.
            return await Read(cluster, cancellation) == lease;
        }
    }

    internal Task Release(string cluster, string lease, CancellationToken cancellation) =>
        Run(Delete, [("cluster", cluster), ("seen", lease)], cancellation);

    async Task<int> Run(string sql, (string Name, string Value)[] values, CancellationToken cancellation)
    {
        await using var connection = await Open(cancellation);
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    async Task<DbConnection> Open(CancellationToken cancellation)
    {
        var connection = source?.CreateConnection() ?? DbProviderFactories.GetFactory(invariant).CreateConnection()!;
        if (source is null)
            connection.ConnectionString = connectionString;
        await connection.OpenAsync(cancellation);
        return connection;
    }

    static DbCommand Command(DbConnection connection, string sql, (string Name, string Value)[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
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
