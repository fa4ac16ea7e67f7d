namespace Watchfloor.Store.Postgres;

/// <summary>
/// The row of a lane of a server. Each flush writes it first: where it is not there, nothing is written; and by the number of the
/// flush in it, whoever lost the answer to a COMMIT knows whether it is durable.
/// </summary>
static class LaneRows
{
    public const string Begin =
        "UPDATE lanes SET flush = $1, facts = facts + $2 WHERE lane = $3 AND server = $4 RETURNING pg_current_xact_id()::text::bigint";

    /// <summary>Facts of commits that lost after all, or won after a second look.</summary>
    public const string Correct = "UPDATE lanes SET facts = facts + $1 WHERE lane = $2 AND server = $3";

    public const string Flush = "SELECT flush FROM lanes WHERE lane = $1 AND server = $2";

    /// <summary>
    /// Waits for the flushes of all who had lanes before; from then on they can write nothing more. Their names go, and with them the
    /// numbers of their flushes: nobody may find one of them where his own was lost.
    /// </summary>
    public const string Take = """
        WITH gone AS (DELETE FROM lanes RETURNING facts)
        INSERT INTO lanes SELECT lane, $1, 0, CASE lane WHEN 0 THEN (SELECT coalesce(sum(facts), 0) FROM gone) ELSE 0 END
        FROM generate_series(0, $2 - 1) AS lane
        """;

    /// <summary>Whether another server has had the database since, for one who has it alone.</summary>
    public const string IsTaken = "SELECT EXISTS (SELECT FROM lanes WHERE server <> $1)";

    /// <summary>Lanes of one more server.</summary>
    public const string Add = "INSERT INTO lanes SELECT lane, $1, 0, 0 FROM generate_series(0, $2 - 1) AS lane";

    public const string Facts = "SELECT coalesce(sum(facts), 0)::bigint FROM lanes";

    /// <summary>Pages that must be found on the disk: whether it takes them again is what a lane in trouble wants to know.</summary>
    public const string Probe =
        "INSERT INTO meta VALUES ('probe/' || $1, repeat('x', 8192)) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
}
