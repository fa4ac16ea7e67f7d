using System.Collections.Concurrent;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// All rows of all winners of one kind, in one statement. The document row is the guard: it is updated where it holds the expected
/// version, or inserted where there is none, unless somebody else has what is claimed with it; and only what belongs to a row that was touched
/// goes on to journal, deadlines, outbox, wishes and claims. It returns the places of the losers, and how many wishes and claims were new. What a batch has nothing of is no part
/// of its statement: to begin each part costs the database about as much as a row in it.
/// </summary>
static class CommitStatement
{
    /// <summary>Parameters before those of the kind's own columns.</summary>
    public const int Fixed = 42;

    static readonly ConcurrentDictionary<(string Kind, CommitParts), string> Written = [];

    public static string Of(EntityTable table, CommitParts parts) =>
        Written.GetOrAdd((table.Kind, parts), static (key, table) => Write(table, key.Item2), table);

    // Table and column names come from EntityTable, never from outside.
    static string Write(EntityTable table, CommitParts parts)
    {
        string If(CommitParts part, string text) => parts.HasFlag(part) ? text : "";
        var isFree = If(CommitParts.Claims, " AND ((i.tenant, i.id) IN (SELECT tenant, id FROM taken)) IS NOT TRUE");
        string[] winners =
        [
            .. parts.HasFlag(CommitParts.Changes) ? ["SELECT tenant, id FROM updated"] : Array.Empty<string>(),
            .. parts.HasFlag(CommitParts.Beginnings) ? ["SELECT tenant, id FROM inserted"] : Array.Empty<string>(),
        ];
        return $"""
            WITH x AS MATERIALIZED (SELECT $1::bigint + pg_current_xact_id()::text::bigint AS xid),
            i AS MATERIALIZED (
              SELECT * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bytea[], $7::bytea[], $8::integer[], $9::bigint[],
                $10::integer[]{Each(table, (column, at) => $", ${Fixed + 1 + at}::{TypeOf(column)}[]")}) WITH ORDINALITY
              AS i (tenant, id, expected, version, state, view, partition, due_at, due_rank{Each(
                table,
                (column, _) => $", c_{column.Name}"
            )}, place)
            ),
            {If(CommitParts.Claims, Told)}{If(CommitParts.Changes, Updated(table, isFree))}{If(
                CommitParts.Beginnings,
                Inserted(table, isFree)
            )}won AS MATERIALIZED ({string.Join(
                " UNION ALL ",
                winners
            )}),
            facts AS (
              INSERT INTO journal (xid, n, tenant, kind, id, version, type, data, actor, at, request_id, trace)
              SELECT x.xid, j.n, j.tenant, '{table.Kind}', j.id, j.version, j.type, j.data, j.actor, j.at, j.request_id, j.trace
              FROM x, unnest($11::bigint[], $12::text[], $13::text[], $14::bigint[], $15::text[], $16::bytea[], $17::text[], $18::bigint[],
                $19::text[], $40::text[]) AS j (n, tenant, id, version, type, data, actor, at, request_id, trace)
              WHERE {Won("j")}
            ),
            armed AS (
              INSERT INTO due AS d (partition, at, rank, tenant, kind, id)
              SELECT partition, due_at, due_rank, tenant, '{table.Kind}', id FROM i
              WHERE due_at IS NOT NULL AND {Won("i")} ORDER BY tenant, id
              ON CONFLICT (tenant, kind, id) DO UPDATE SET at = excluded.at, rank = excluded.rank
              WHERE d.at <> excluded.at OR d.rank <> excluded.rank
            ),
            {If(CommitParts.Changes, Disarmed(table))}{If(CommitParts.Messages, Effects(table))}wishes AS (
              INSERT INTO requests (tenant, kind, id, request_id, version, at)
              SELECT r.tenant, '{table.Kind}', r.id, r.request_id, r.version, $33
              FROM unnest($29::text[], $30::text[], $31::text[], $32::bigint[]) AS r (tenant, id, request_id, version)
              WHERE {Won("r")} ORDER BY r.tenant, r.id, r.request_id
              ON CONFLICT DO NOTHING RETURNING 1
            ){If(CommitParts.Claims, Claimed)}
            SELECT ARRAY(SELECT place FROM i WHERE ({Won("i")}) IS NOT TRUE),
              (SELECT count(*) FROM wishes), {(parts.HasFlag(CommitParts.Claims) ? "(SELECT count(*) FROM claimed)" : "0::bigint")}
            """;
    }

    static string Updated(EntityTable table, string isFree) =>
        $"""
            updated AS (
              UPDATE "{table.Kind}" d SET version = i.version, state = i.state, view = i.view{Each(table, (column, _) =>
                    $", {column.Name} = i.c_{column.Name}"
                )}
              FROM i WHERE i.expected > 0 AND d.tenant = i.tenant AND d.id = i.id AND d.version = i.expected{isFree}
              RETURNING d.tenant, d.id
            ),

            """;

    static string Inserted(EntityTable table, string isFree) =>
        $"""
            inserted AS (
              INSERT INTO "{table.Kind}" (tenant, id, version, state, view{Each(table, (column, _) => $", {column.Name}")})
              SELECT tenant, id, version, state, view{Each(table, (column, _) => $", c_{column.Name}")}
              FROM i WHERE expected = 0{Unburied(table)}{isFree} ORDER BY tenant, id
              ON CONFLICT DO NOTHING RETURNING tenant, id
            ),

            """;

    // By their keys: a plan for a join, made while there were few deadlines, would walk through all of them later.
    static string Disarmed(EntityTable table) =>
        $"""
            done AS MATERIALIZED (SELECT tenant, id FROM i WHERE due_at IS NULL AND expected > 0 AND {Won("i")}),
            disarmed AS (
              DELETE FROM due d
              WHERE d.tenant = ANY (ARRAY(SELECT DISTINCT tenant FROM done)) AND d.kind = '{table.Kind}' AND d.id = ANY (ARRAY(SELECT id FROM done))
                AND ((d.tenant, d.id) IN (SELECT tenant, id FROM done)) IS TRUE
            ),

            """;

    static string Effects(EntityTable table) =>
        $"""
            effects AS (
              INSERT INTO outbox (seq, partition, tenant, kind, id, target_tenant, target_kind, target_id, command, data, request_id, trace)
              SELECT (x.xid << {FlushPlace.Bits}) + o.place, o.partition, o.tenant, '{table.Kind}', o.id, target_tenant, target_kind, target_id, command, data, request_id, trace
              FROM x, unnest($20::integer[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::bytea[],
                $28::text[], $41::text[], $42::integer[])
                AS o (place, tenant, id, target_tenant, target_kind, target_id, command, data, request_id, trace, partition)
              WHERE {Won("o")}
            ),

            """;

    // Each by its key, as all others here. What another server claims at this very moment is found as it is written.
    const string Told = """
        told AS MATERIALIZED (
              SELECT * FROM unnest($34::text[], $35::text[], $36::text[], $37::text[], $38::text[], $39::text[])
                AS c (tenant, id, claim_tenant, source, external_id, event_id)
            ),
            taken AS MATERIALIZED (
              SELECT tenant, id FROM told
              WHERE (SELECT k.event_id FROM claims k WHERE k.tenant = told.claim_tenant AND k.source = told.source
                AND k.external_id = told.external_id) IS NOT NULL
            ),

        """;

    static string Claimed =>
        $"""
            ,
            claimed AS (
              INSERT INTO claims (tenant, source, external_id, event_id)
              SELECT c.claim_tenant, c.source, c.external_id, c.event_id
              FROM told AS c WHERE {Won("c")} ORDER BY c.claim_tenant, c.source, c.external_id
              ON CONFLICT DO NOTHING RETURNING 1
            )
            """;

    // Through a hash of the winners: a join of two lists would compare each with each.
    static string Won(string rows) => $"(({rows}.tenant, {rows}.id) IN (SELECT tenant, id FROM won)) IS TRUE";

    static string Each(EntityTable table, Func<TableColumn, int, string> text) => string.Concat(table.Columns.Select(text));

    /// <summary>What retention took away never begins anew.</summary>
    static string Unburied(EntityTable table) =>
        Tombstone.Guards(table.Kind)
            ? $" AND (SELECT t.version FROM tombstones t WHERE t.tenant = i.tenant AND t.id = {LookRows.EventOf(table, "i.id")}) IS NULL"
            : "";

    static string TypeOf(TableColumn column) => column.Type == ColumnType.Text ? "text" : "bigint";
}
