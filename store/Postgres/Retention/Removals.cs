using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>What a step of retention says to the database. Each returns how many things went.</summary>
static class Removals
{
    // The event's row is locked first: a commit that comes meanwhile waits, and finds the tombstone.
    const string Events = """
        WITH closed AS MATERIALIZED (
          SELECT tenant, id, version, id || '.' AS first_page, id || '/' AS after_pages FROM event
          WHERE status = 'closed' AND updated_at < $1 ORDER BY updated_at LIMIT $2 FOR UPDATE SKIP LOCKED
        ),
        buried AS (INSERT INTO tombstones (tenant, id, version, at) SELECT tenant, id, version, $3 FROM closed),
        """;

    const string Buried = """
        SELECT count(*), set_config('watchfloor.buried',
          coalesce(jsonb_agg(jsonb_build_object('tenant', tenant, 'id', id))::text, '[]'), true)
        FROM closed
        """;

    // A page or an escalation that was committed while the first statement ran is seen by the second.
    const string Again = """
        WITH closed AS MATERIALIZED (
          SELECT tenant, id, id || '.' AS first_page, id || '/' AS after_pages
          FROM jsonb_to_recordset(current_setting('watchfloor.buried')::jsonb) AS c (tenant text COLLATE "C", id text COLLATE "C")
        ),
        """;

    const string Documents = """
        mark AS (
          UPDATE marks SET value = greatest(value, (SELECT xid FROM journal ORDER BY xid DESC LIMIT 1))
          WHERE name = 'journal_removed' AND EXISTS (SELECT FROM closed)
        ),
        events AS (DELETE FROM event d USING closed c WHERE d.tenant = c.tenant AND d.id = c.id),
        escalations AS (DELETE FROM escalation d USING closed c WHERE d.tenant = c.tenant AND d.id = c.id),
        files AS (UPDATE attachment d SET settled = false FROM closed c WHERE d.tenant = c.tenant AND d.event_id = c.id),
        pages AS (DELETE FROM page d USING closed c WHERE d.tenant = c.tenant AND d.id > c.first_page AND d.id < c.after_pages)
        """;

    const string Readings = """
        WITH days AS (SELECT first, day, coalesce(lead(first) OVER (ORDER BY first), 9223372036854775807) AS ends FROM reading_days),
        gone AS (
          DELETE FROM readings WHERE last = ANY (ARRAY(
            SELECT r.last FROM days d CROSS JOIN LATERAL (
              SELECT last FROM readings WHERE last >= d.first AND last < d.ends
                AND last <= (SELECT value FROM marks WHERE name = 'rolled') ORDER BY last LIMIT $2
            ) r
            WHERE d.day < $1 ORDER BY r.last LIMIT $2
          )) RETURNING 1
        )
        SELECT count(*) FROM gone
        """;

    const string EmptyDays = """
        WITH days AS (SELECT first, day, lead(first) OVER (ORDER BY first) AS ends FROM reading_days)
        DELETE FROM reading_days WHERE first IN (
          SELECT d.first FROM days d WHERE d.day < $1 AND d.ends IS NOT NULL
            AND NOT EXISTS (SELECT FROM readings r WHERE r.last >= d.first AND r.last < d.ends)
        )
        """;

    static readonly string[] Tables = ["journal", "requests", "due"];

    static readonly string Belongings =
        Documents
        + string.Concat(from table in Tables from kind in new[] { Kinds.Event, Kinds.Escalation, Kinds.Page } select Rows(table, kind));

    static readonly string AllOfEvents = $"{Events}\n{Belongings}\n{Buried}";

    static readonly string LateOfEvents = $"{Again}\n{Belongings}{Rows("outbox", Kinds.Escalation)}{Rows("outbox", Kinds.Page)}\nSELECT 1";

    public static SideWrite<int> Write(Aged what, long before, int limit) =>
        new(
            (statements, place, write) =>
            {
                void Count(Row row) => write.Result = (int)row.Long(0);
                switch (what)
                {
                    case Aged.Events:
                        statements.Add(AllOfEvents, Count, before, limit, place.Now).Add(LateOfEvents, null);
                        break;
                    case Aged.Readings:
                        var day = RollupWidth.Down(before, TelemetryWrite.Day) / TelemetryWrite.Day;
                        statements.Add(Readings, Count, day, limit).Add(EmptyDays, null, day);
                        break;
                    case Aged.MinuteRollups or Aged.FiveMinuteRollups or Aged.HourRollups:
                        var width = RollupWidth.All[what - Aged.MinuteRollups];
                        statements.Add(Oldest("rollups", "width = $3 AND span"), Count, RollupWidth.SpanOf(width, before), limit, width);
                        break;
                    case Aged.Files:
                        statements
                            .Add(FileRemoval.Parts, Count, before, limit)
                            .Add(FileRemoval.Heads, row => write.Result += (int)row.Long(0), before, limit);
                        break;
                    default:
                        statements.Add(Oldest(TableOf(what), what == Aged.Sessions ? "until" : "at"), Count, before, limit);
                        break;
                }
            }
        );

    static string Rows(string table, string kind)
    {
        var whose = kind == Kinds.Page ? "d.id > c.first_page AND d.id < c.after_pages" : "d.id = c.id";
        return $",\n{table}_of_{kind} AS (DELETE FROM {table} d USING closed c WHERE d.tenant = c.tenant AND d.kind = '{kind}' AND {whose})";
    }

    /// <summary>By the place of the rows, which are found in the order of an index.</summary>
    static string Oldest(string table, string column) =>
        $"""
            WITH gone AS (
              DELETE FROM {table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} WHERE {column} < $1 LIMIT $2)) RETURNING 1
            )
            SELECT count(*) FROM gone
            """;

    static string TableOf(Aged what) =>
        what switch
        {
            Aged.Wishes => "requests",
            Aged.Answers => "answers",
            Aged.Audit => "audit",
            Aged.Sessions => "sessions",
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "nobody knows how to remove it"),
        };
}
