using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Benchmarks;

/// <summary>
/// Documents and deadlines as streams, and what leads to events all at once afterwards, as the triggers would have written it. Their facts are
/// left out.
/// </summary>
static class PostgresLoad
{
    const string Index = """
        INSERT INTO search (tenant, id, at, lat, lon, assignee, asides, status, severity, category, facility_id, source, stage)
          SELECT tenant, id, detected_at, lat_e7, lon_e7, assignee, asides, status, severity, category, facility_id, source,
            CASE status WHEN 'closed' THEN 2 WHEN 'resolved' THEN 1 ELSE 0 END
          FROM event;
        ALTER TABLE event_term DROP CONSTRAINT event_term_pkey;
        INSERT INTO event_term (tenant, term, at, id)
          SELECT tenant, term, detected_at, id FROM event, unnest(string_to_array(substr(terms, 2), ' ')) AS term;
        ALTER TABLE event_term ADD PRIMARY KEY (tenant, term, at, id);
        """;

    /// <summary>Into a database without events.</summary>
    public static async Task Fill(string superuser, IEnumerable<Commit> events, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection($"{superuser};Command Timeout=0");
        await connection.OpenAsync(cancellation);
        await Run(connection, "SET session_replication_role = replica; SET maintenance_work_mem = '1GB'; SET synchronous_commit = off");
        var deadlines = new List<(EntityId Entity, Due Due)>();
        await CopyDocuments(connection, events, deadlines, cancellation);
        await CopyDeadlines(connection, deadlines, cancellation);
        await Run(connection, Index);
        await Run(connection, "VACUUM ANALYZE");
    }

    static async Task CopyDocuments(
        NpgsqlConnection connection,
        IEnumerable<Commit> events,
        List<(EntityId Entity, Due Due)> deadlines,
        CancellationToken cancellation
    )
    {
        var names = events.First().Columns.Select(column => column.Name);
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY event ({string.Join(", ", names)}, version, state, view, tenant, id) FROM STDIN (FORMAT BINARY)",
            cancellation
        );
        foreach (var commit in events)
        {
            await copy.StartRowAsync(cancellation);
            foreach (var column in commit.Columns)
                await Write(copy, column.Value, cancellation);
            await copy.WriteAsync(commit.Version, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(commit.State.ToArray(), NpgsqlDbType.Bytea, cancellation);
            await copy.WriteAsync(commit.View!.Value.ToArray(), NpgsqlDbType.Bytea, cancellation);
            await copy.WriteAsync(commit.Entity.Tenant.Value, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(commit.Entity.Id, NpgsqlDbType.Text, cancellation);
            if (commit.Due is { } due)
                deadlines.Add((commit.Entity, due));
        }
        await copy.CompleteAsync(cancellation);
    }

    static async Task CopyDeadlines(NpgsqlConnection connection, List<(EntityId Entity, Due Due)> deadlines, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY due (partition, at, rank, tenant, kind, id) FROM STDIN (FORMAT BINARY)",
            cancellation
        );
        foreach (var (entity, due) in deadlines)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(DuePartition.Of(entity), NpgsqlDbType.Integer, cancellation);
            await copy.WriteAsync(Micros.Of(due.At), NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(due.Rank, NpgsqlDbType.Integer, cancellation);
            await copy.WriteAsync(entity.Tenant.Value, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(entity.Kind, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(entity.Id, NpgsqlDbType.Text, cancellation);
        }
        await copy.CompleteAsync(cancellation);
    }

    static Task Write(NpgsqlBinaryImporter copy, object? value, CancellationToken cancellation) =>
        value switch
        {
            null => copy.WriteNullAsync(cancellation),
            string text => copy.WriteAsync(text, NpgsqlDbType.Text, cancellation),
            DateTimeOffset instant => copy.WriteAsync(Micros.Of(instant), NpgsqlDbType.Bigint, cancellation),
            _ => copy.WriteAsync(Convert.ToInt64(value, CultureInfo.InvariantCulture), NpgsqlDbType.Bigint, cancellation),
        };

    static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
