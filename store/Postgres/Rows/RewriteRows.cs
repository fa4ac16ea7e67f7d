using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>A document anew as it follows from its journal, which must end at that version: nothing happened, so it stays as it is.</summary>
static class RewriteRows
{
    public static SideWrite<bool> Write(Commit document)
    {
        if (!document.Facts.IsDefaultOrEmpty)
            throw new ArgumentException($"{document.Entity} is written anew, and that is no fact", nameof(document));
        var table = EntityTable.Of(document.Entity.Kind);
        var columns = ColumnValue.Of(table, document.Columns);
        Arg[] values =
        [
            document.Entity.Tenant.Value,
            document.Entity.Id,
            document.Expected,
            CommitRows.Bytes(document.State),
            Arg.Of(document.View is { } view ? CommitRows.Bytes(view) : null),
            DuePartition.Of(document.Entity),
            Arg.Of(document.Due?.At),
            document.Due?.Rank ?? 0,
            .. table.Columns.Select((column, at) => CommitRows.Column(column, [columns[at]])),
        ];
        return new((statements, _, write) => statements.Add(Sql(table), row => write.Result = row.Bool(0), SideWrite.Own(values)))
        {
            Kind = table.Kind,
        };
    }

    // Table and column names come from EntityTable, never from outside.
    static string Sql(EntityTable table)
    {
        string Each(Func<TableColumn, int, string> text) => string.Concat(table.Columns.Select(text));
        return $"""
            WITH ends AS MATERIALIZED (
              SELECT 1 WHERE $3 = (
                SELECT version FROM journal WHERE tenant = $1 AND kind = '{table.Kind}' AND id = $2 ORDER BY version DESC LIMIT 1
              )
            ),
            rewritten AS (
              INSERT INTO "{table.Kind}" (tenant, id, version, state, view{Each((column, _) => $", {column.Name}")})
              SELECT $1, $2, $3, $4, $5{Each((column, at) => $", (${9 + at}::{(column.Type == ColumnType.Text ? "text" : "bigint")}[])[1]")}
              FROM ends
              ON CONFLICT (tenant, id) DO UPDATE SET version = excluded.version, state = excluded.state, view = excluded.view{Each(
                (column, _) => $", {column.Name} = excluded.{column.Name}"
            )}
              RETURNING 1
            ),
            armed AS (
              INSERT INTO due AS d (partition, at, rank, tenant, kind, id) SELECT $6, $7, $8, $1, '{table.Kind}', $2 FROM rewritten
              WHERE $7::bigint IS NOT NULL
              ON CONFLICT (tenant, kind, id) DO UPDATE SET at = excluded.at, rank = excluded.rank
            ),
            disarmed AS (
              DELETE FROM due d USING rewritten WHERE $7::bigint IS NULL AND d.tenant = $1 AND d.kind = '{table.Kind}' AND d.id = $2
            )
            SELECT EXISTS (SELECT FROM rewritten)
            """;
    }
}
