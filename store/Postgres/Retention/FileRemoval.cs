namespace Watchfloor.Store.Postgres;

/// <summary>Files that no event holds, part by part. Those that one holds are settled, so that nobody looks at them again.</summary>
static class FileRemoval
{
    const string IsHeld = $"""
        EXISTS (SELECT FROM event e WHERE e.tenant = a.tenant AND e.id = a.event_id AND {PostgresAttachments.IsHeld})
        """;

    /// <summary>How many were settled, and how many parts went.</summary>
    public const string Parts = $"""
        WITH loose AS MATERIALIZED (
          SELECT a.tenant, a.id, {IsHeld} AS held FROM attachment a WHERE NOT a.settled AND a.at < $1 ORDER BY a.at LIMIT $2
        ),
        settled AS (
          UPDATE attachment a SET settled = true FROM loose l WHERE l.held AND a.tenant = l.tenant AND a.id = l.id RETURNING 1
        ),
        gone AS (
          DELETE FROM attachment_part WHERE ctid = ANY (ARRAY(
            SELECT p.ctid FROM loose l JOIN attachment_part p ON p.tenant = l.tenant AND p.id = l.id WHERE NOT l.held LIMIT $2
          )) RETURNING 1
        )
        SELECT (SELECT count(*) FROM settled) + (SELECT count(*) FROM gone)
        """;

    /// <summary>Those that have no part any more, once no event holds them.</summary>
    public const string Heads = $"""
        WITH gone AS (
          DELETE FROM attachment WHERE ctid = ANY (ARRAY(
            SELECT a.ctid FROM attachment a WHERE NOT a.settled AND a.at < $1 AND NOT {IsHeld}
              AND NOT EXISTS (SELECT FROM attachment_part p WHERE p.tenant = a.tenant AND p.id = a.id) LIMIT $2
          )) RETURNING 1
        )
        SELECT count(*) FROM gone
        """;
}
