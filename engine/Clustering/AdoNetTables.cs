namespace Orleans.Clustering;

/// <summary>The SQL of the tables of members, for PostgreSQL.</summary>
static class AdoNetTables
{
    /// <summary>One process at a time, and for nothing where the tables are there.</summary>
    internal const string Lock = "SELECT pg_advisory_xact_lock(7763014501)";

    internal const string Create = """
        CREATE TABLE IF NOT EXISTS watchfloor_view (
            cluster_id text PRIMARY KEY,
            number bigint NOT NULL,
            secret bytea NOT NULL
        );
        CREATE TABLE IF NOT EXISTS watchfloor_member (
            cluster_id text NOT NULL,
            address text NOT NULL,
            generation int NOT NULL,
            name text NOT NULL,
            feature_level int NOT NULL,
            takes_grains bool NOT NULL,
            lease_until timestamptz NOT NULL,
            acknowledged bigint NOT NULL,
            evicted bool NOT NULL DEFAULT false,
            activations int NOT NULL DEFAULT 0,
            joined_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            PRIMARY KEY (cluster_id, address, generation)
        );
        CREATE TABLE IF NOT EXISTS watchfloor_unreached (
            cluster_id text NOT NULL,
            address text NOT NULL,
            generation int NOT NULL,
            missed text NOT NULL,
            since timestamptz NOT NULL DEFAULT clock_timestamp(),
            PRIMARY KEY (cluster_id, address, generation, missed)
        )
        """;

    /// <summary>
    /// What tables of an older version may lack. Each new column is added here and above, with a default: older silos, which go on beside, know
    /// nothing of it. Where nothing is missing nothing is locked, since changing a table would wait for every batch that passed the fence.
    /// </summary>
    internal static readonly string Complete = string.Join(
        ";\n",
        Add("watchfloor_member", "activations", "int NOT NULL DEFAULT 0"),
        Add("watchfloor_member", "joined_at", "timestamptz NOT NULL DEFAULT clock_timestamp()"),
        Add("watchfloor_unreached", "since", "timestamptz NOT NULL DEFAULT clock_timestamp()")
    );

    static string Add(string table, string column, string type) =>
        $"""
            DO $add$ BEGIN
                IF NOT EXISTS (
                    SELECT 1 FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attname = '{column}' AND NOT attisdropped
                ) THEN
                    ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {column} {type};
                END IF;
            END $add$
            """;

    /// <summary>What a silo may open: readers, lanes, upkeep, reminders, the book of processes, lease and reserve.</summary>
    const int PerMember = 40;

    /// <summary>Says what is too few, for all members and one more; nothing where there are enough.</summary>
    internal static readonly string Connections = $"""
        WITH asked AS (
            SELECT (1 + (SELECT count(*) FROM watchfloor_member WHERE cluster_id = @cluster AND NOT evicted)) AS members,
                   current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS open
        )
        SELECT 'The server takes ' || open || ' connections, and ' || members || ' silos may want ' || members * {PerMember}
               || ': raise max_connections.'
        FROM asked WHERE open < members * {PerMember}
        """;

    /// <summary>One statement, so that view and rows are of one moment.</summary>
    internal const string Read = """
        SELECT v.number, v.secret, m.address, m.generation, m.name, m.feature_level, m.takes_grains, m.acknowledged,
               extract(epoch FROM m.lease_until - clock_timestamp())::float8
        FROM watchfloor_view v LEFT JOIN watchfloor_member m ON m.cluster_id = v.cluster_id AND NOT m.evicted
        WHERE v.cluster_id = @cluster
        """;

    internal const string Begin = "INSERT INTO watchfloor_view VALUES (@cluster, 0, @secret) ON CONFLICT DO NOTHING";

    /// <summary>Whoever comes second waits for the first, and finds another number.</summary>
    internal const string NextView = "UPDATE watchfloor_view SET number = number + 1 WHERE cluster_id = @cluster AND number = @seen";

    internal const string NextViewByMember = $"""
        {NextView} AND EXISTS (
            SELECT 1 FROM watchfloor_member
            WHERE cluster_id = @cluster AND address = @by AND generation = @bygeneration AND NOT evicted
        )
        """;

    /// <summary>What one member says anew of those whom it cannot reach, and what all members say. Locks nothing but its own.</summary>
    internal const string Vote = """
        WITH over AS (
            DELETE FROM watchfloor_unreached
            WHERE cluster_id = @cluster AND address = @address AND generation = @generation AND missed <> ALL (@missed)
        ), new AS (
            INSERT INTO watchfloor_unreached (cluster_id, address, generation, missed)
            SELECT @cluster, @address, @generation, missed FROM unnest(@missed) AS missed ON CONFLICT DO NOTHING
        )
        SELECT address, generation, missed FROM watchfloor_unreached JOIN watchfloor_member USING (cluster_id, address, generation)
        WHERE cluster_id = @cluster AND NOT evicted AND NOT (address = @address AND generation = @generation)
        UNION ALL SELECT @address, @generation, missed FROM unnest(@missed) AS missed
        """;

    /// <summary>Evicted rows stay for an hour, for people.</summary>
    internal const string Forget = """
        DELETE FROM watchfloor_member
        WHERE cluster_id = @cluster AND evicted AND lease_until < clock_timestamp() - interval '1 hour';
        DELETE FROM watchfloor_unreached u WHERE cluster_id = @cluster AND NOT EXISTS (
            SELECT 1 FROM watchfloor_member m
            WHERE m.cluster_id = u.cluster_id AND m.address = u.address AND m.generation = u.generation AND NOT m.evicted
        )
        """;

    internal const string Join = """
        INSERT INTO watchfloor_member (cluster_id, address, generation, name, feature_level, takes_grains, lease_until, acknowledged)
        SELECT @cluster, @address, greatest(@generation, 1 + max(generation)), @name, @level, @takes,
               clock_timestamp() + make_interval(secs => @lease), 0
        FROM watchfloor_member WHERE cluster_id = @cluster AND address = @address
        RETURNING generation
        """;

    const string IsLeft = "lease_until <= clock_timestamp() + make_interval(secs => @left)";
    const string Row = "cluster_id = @cluster AND address = @address AND generation = @generation";

    internal const string Renew = $"""
        UPDATE watchfloor_member
        SET lease_until = clock_timestamp() + make_interval(secs => @lease),
            acknowledged = greatest(acknowledged, @acknowledged),
            activations = @activations
        WHERE {Row} AND NOT evicted
        RETURNING (SELECT number FROM watchfloor_view WHERE cluster_id = @cluster)
        """;

    internal const string EndLease = $"""
        UPDATE watchfloor_member SET lease_until = least(lease_until, clock_timestamp())
        WHERE {Row} AND NOT evicted AND {IsLeft} AND EXISTS (SELECT 1 FROM watchfloor_view WHERE cluster_id = @cluster AND number = @seen)
        """;

    /// <summary>Waits for batches that have passed the fence: they hold the row for key share.</summary>
    internal const string Seize = $"SELECT 1 FROM watchfloor_member WHERE {Row} AND NOT evicted AND {IsLeft} FOR UPDATE";

    internal const string Self = "SELECT pg_backend_pid()";

    /// <summary>
    /// Ends who holds up the eviction and has not ended for longer than a transaction without life may last. The server itself ends the idle, but not
    /// one whose process stood still in the midst of sending: to the server that is busy, for ever.
    /// </summary>
    internal const string Free = """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE pid = ANY(pg_blocking_pids(@backend)) AND usename = current_user AND xact_start < clock_timestamp() - interval '5 seconds'
        """;

    internal const string Evict = $"UPDATE watchfloor_member SET evicted = true WHERE {Row}";

    internal const string Leave = $"UPDATE watchfloor_member SET takes_grains = false WHERE {Row} AND NOT evicted";

    internal const string Depart = $"DELETE FROM watchfloor_member WHERE {Row} AND NOT evicted";
}
