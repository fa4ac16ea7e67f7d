namespace Watchfloor.Store.Postgres;

/// <summary>
/// The servers that have the database together, each known by the connection that holds its place. Who was killed leaves rows behind, which
/// somebody who comes later folds into one: long after, so that whoever is only cut off finds his own when he is back.
/// </summary>
static class ServerRows
{
    /// <summary>The connection that asks.</summary>
    public const string Me =
        "SELECT pid::text || ' ' || extract(epoch FROM backend_start) FROM pg_stat_activity WHERE pid = pg_backend_pid()";

    /// <summary>Nobody shares it any more.</summary>
    public const string Clear = "DELETE FROM servers";

    public const string Keep = """
        INSERT INTO servers (server, backend, schema, level) VALUES ($1, $2, $3, $4)
        ON CONFLICT (server) DO UPDATE SET backend = excluded.backend, missed_at = NULL
        """;

    /// <summary>Whether the lanes are still there that a server left when it lost its connection.</summary>
    public const string Has = "SELECT EXISTS (SELECT FROM lanes WHERE server = $1)";

    /// <summary>The oldest program among those that have the database now.</summary>
    public const string OldestSchema = $"SELECT min(schema) FROM servers WHERE {IsThere}";

    /// <summary>The same with those that were cut off, or killed, a short time ago, and may come back; null where nobody is known.</summary>
    public const string OldestSchemaOfLate = $"SELECT min(schema) FROM servers WHERE missed_at IS NULL OR missed_at >= {Gone}";

    /// <summary>The level of the one that knows the least.</summary>
    public const string LowestLevel = $"SELECT min(level) FROM servers WHERE {IsThere}";

    /// <summary>Where what folded lanes had counted goes.</summary>
    public const string Sink = "INSERT INTO lanes VALUES (0, '', 0, 0) ON CONFLICT DO NOTHING";

    public const string Miss = $"""
        UPDATE servers SET missed_at = CASE WHEN {IsThere} THEN NULL ELSE clock_timestamp() END WHERE (missed_at IS NULL) <> {IsThere}
        """;

    public const string FoldMissing = $"""
        WITH gone AS (DELETE FROM servers WHERE missed_at < {Gone} RETURNING server),
        folded AS (DELETE FROM lanes l USING gone g WHERE l.server = g.server RETURNING facts)
        {Sum}
        """;

    /// <summary>Who leaves in order takes his rows along.</summary>
    public const string Leave = $"""
        WITH gone AS (DELETE FROM servers WHERE server = $1),
        folded AS (DELETE FROM lanes WHERE server = $1 RETURNING facts)
        {Sum}
        """;

    const string Gone = "clock_timestamp() - interval '10 minutes'";

    const string IsThere =
        "EXISTS (SELECT FROM pg_stat_activity WHERE pid::text || ' ' || extract(epoch FROM backend_start) = servers.backend)";

    const string Sum = "UPDATE lanes SET facts = facts + (SELECT coalesce(sum(facts), 0) FROM folded) WHERE server = '' AND lane = 0";
}
