namespace Watchfloor.Store.Postgres;

/// <summary>
/// The row of a lane. Each flush writes it first: where another server's name stands in it, nothing is written; and by the number of the
/// flush in it, whoever lost the answer to a COMMIT knows whether it is durable.
/// </summary>
static class LaneRows
{
    public const string Begin =
        "UPDATE lanes SET flush = $1, facts = facts + $2 WHERE lane = $3 AND server = $4 RETURNING pg_current_xact_id()::text::bigint";

    /// <summary>Facts of commits that lost after all, or won after a second look.</summary>
    public const string Correct = "UPDATE lanes SET facts = facts + $1 WHERE lane = $2";

    public const string Flush = "SELECT flush FROM lanes WHERE lane = $1 AND server = $2";

    /// <summary>
    /// Waits for the flushes of a server that had the lanes before; from then on it can write nothing more. The numbers of its flushes go:
    /// the next server counts from the beginning, and must not find one of them where its own was lost.
    /// </summary>
    public const string Take = "UPDATE lanes SET flush = CASE WHEN server = $1 THEN flush ELSE 0 END, server = $1";

    /// <summary>Whether another server has had the database since.</summary>
    public const string IsTaken = "SELECT EXISTS (SELECT FROM lanes WHERE server <> $1)";

    public const string Add = "INSERT INTO lanes SELECT lane, '', 0, 0 FROM generate_series(0, $1 - 1) AS lane ON CONFLICT DO NOTHING";

    public const string Facts = "SELECT coalesce(sum(facts), 0)::bigint FROM lanes";

    /// <summary>Pages that must be found on the disk: whether it takes them again is what a lane in trouble wants to know.</summary>
    public const string Probe =
        "INSERT INTO meta VALUES ('probe/' || $1, repeat('x', 8192)) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
}
