using Npgsql;
using NpgsqlTypes;
using Watchfloor.Kernel;

namespace Watchfloor.Benchmarks;

/// <summary>
/// The same rows in PostgreSQL as fast as it takes them: one statement of arrays per table, several connections side by side, no guard, no
/// queue, nobody who waits.
/// </summary>
static class PostgresBareWriter
{
    static readonly string[] Statements =
    [
        """
            INSERT INTO event (tenant, id, version, status, severity, category, facility_id, title, source, detected_at, received_at, updated_at, sla_due_at, lat_e7, lon_e7, terms, state, view)
            SELECT 'main', unnest($1::text[]), unnest($2::bigint[]), unnest($3::text[]), 2, 'pressure', 'pump-house', 'Pressure above its limit', 'scada',
              0, 0, unnest($2::bigint[]), 0, 481000000, 115000000, ' _sscada _cpressure _fpump_2dhouse ' || unnest($1::text[]) || ' pressure above its limit read at the pump',
              unnest($4::bytea[]), unnest($5::bytea[])
            """,
        """
            UPDATE event d SET version = i.version, status = i.status, updated_at = i.version, state = i.state, view = i.view
            FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bytea[], $5::bytea[]) AS i (id, version, status, state, view)
            WHERE d.tenant = 'main' AND d.id = i.id
            """,
    ];

    const string Rest = """
        WITH i AS MATERIALIZED (
          SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[], $4::bytea[], $5::text[]) WITH ORDINALITY AS i (id, version, data, effect, wish, place)
        ), j AS (
          INSERT INTO journal (xid, n, tenant, kind, id, version, type, data, actor, at, request_id)
          SELECT pg_current_xact_id()::text::bigint, place, 'main', 'event', id, version, 'noted', data, 'ana', 0, wish FROM i
        ), o AS (
          INSERT INTO outbox (seq, tenant, kind, id, target_tenant, target_kind, target_id, command, data, request_id)
          SELECT (pg_current_xact_id()::text::bigint << 20) + place, 'main', 'event', id, 'main', 'escalation', id, 'wf.SilenceEscalation', effect, wish FROM i
        ), r AS (
          INSERT INTO requests (tenant, kind, id, request_id, version, at) SELECT 'main', 'event', id, wish, version, 0 FROM i
        )
        INSERT INTO due (partition, at, rank, tenant, kind, id) SELECT 1, version, 2, 'main', 'event', id FROM i
        ON CONFLICT (tenant, kind, id) DO UPDATE SET at = excluded.at, rank = excluded.rank
        """;

    /// <summary>Each share over a connection of its own, all at once; so many commits per transaction.</summary>
    public static Task Write(NpgsqlDataSource database, IEnumerable<Commit[]> shares, int perTransaction) =>
        Task.WhenAll(shares.Select(share => Task.Run(() => Write(database, share, perTransaction))));

    static async Task Write(NpgsqlDataSource database, Commit[] share, int perTransaction)
    {
        await using var connection = await database.OpenConnectionAsync();
        foreach (var group in share.Chunk(perTransaction))
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var isNew in new[] { true, false })
            {
                var documents = group.Where(commit => commit.Expected == 0 == isNew).ToArray();
                if (documents.Length > 0)
                    batch.BatchCommands.Add(Document(Statements[isNew ? 0 : 1], documents));
            }
            batch.BatchCommands.Add(Others(group));
            await batch.PrepareAsync();
            await batch.ExecuteNonQueryAsync(); // a batch is one transaction
        }
    }

    static NpgsqlBatchCommand Document(string sql, Commit[] commits) =>
        Command(
            sql,
            Texts(commits, commit => commit.Entity.Id),
            Numbers(commits),
            Texts(commits, commit => (string)commit.Columns[0].Value!),
            Bytes(commits, commit => commit.State),
            Bytes(commits, commit => commit.View!.Value)
        );

    static NpgsqlBatchCommand Others(Commit[] commits) =>
        Command(
            Rest,
            Texts(commits, commit => commit.Entity.Id),
            Numbers(commits),
            Bytes(commits, commit => commit.Facts[0].Data),
            Bytes(commits, commit => commit.Outbox[0].Data),
            Texts(commits, commit => commit.Request!.Value.Value)
        );

    static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    static NpgsqlParameter Texts(Commit[] commits, Func<Commit, string> of) =>
        new() { Value = Array.ConvertAll(commits, commit => of(commit)), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    static NpgsqlParameter Numbers(Commit[] commits) =>
        new() { Value = Array.ConvertAll(commits, commit => commit.Version), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    static NpgsqlParameter Bytes(Commit[] commits, Func<Commit, ReadOnlyMemory<byte>> of) =>
        new() { Value = Array.ConvertAll(commits, commit => of(commit).ToArray()), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };
}
