namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>Rows as years of work leave them, in every table that grows.</summary>
static class GrownTables
{
    static readonly string Tenant = $"CASE n % 50 WHEN 0 THEN 'other' ELSE '{TenantId.Default.Value}' END";

    static readonly (string Table, string Columns, string Values)[] All =
    [
        (
            "journal",
            "xid, n, tenant, kind, id, version, type, data, actor, at",
            $"n, -1, {Tenant}, 'event', 'old' || n, 1, 'x', '', 'a', n"
        ),
        (
            "event",
            "tenant, id, version, status, severity, category, facility_id, received_at, updated_at, state, view",
            $"{Tenant}, 'old' || n, 1, CASE n % 40 WHEN 0 THEN 'new' ELSE 'closed' END, n % 4, 'c' || n % 100, 'f' || n % 50, n, n, '', ''"
        ),
        (
            "search",
            "tenant, id, at, lat, lon, assignee, asides, status, severity, category, facility_id, source, stage",
            $"{Tenant}, 'seen' || n, n, n, n, CASE n % 3 WHEN 0 THEN 'a' || n % 900 END, CASE n % 400 WHEN 0 THEN 1 END, CASE n % 40 WHEN 0 THEN 'new' ELSE 'closed' END, n % 4, 'c' || n % 100, 'f' || n % 50, 's', CASE n % 40 WHEN 0 THEN 0 ELSE 2 END"
        ),
        ("event_term", "tenant, term, at, id", $"{Tenant}, 'w' || n % 300, n, 'seen' || n"),
        ("escalation", "tenant, id, version, event_id, state", $"{Tenant}, 'old' || n, 1, 'old' || n, ''"),
        ("page", "tenant, id, version, event_id, due_at, level, state, view", $"{Tenant}, 'old' || n || '.1', 1, 'old' || n, n, 1, '', ''"),
        ("due", "partition, at, rank, tenant, kind, id", $"n % 4, n * 1000000, n % 5, {Tenant}, 'event', 'old' || n"),
        (
            "outbox",
            "seq, tenant, kind, id, target_tenant, target_kind, target_id, command, data, request_id",
            $"n, {Tenant}, 'event', 'old' || n, 'default', 'escalation', 'old' || n, 'c', '', 'r' || n"
        ),
        ("claims", "tenant, source, external_id, event_id", $"{Tenant}, 's' || n % 10, 'x' || n, 'old' || n"),
        ("requests", "tenant, kind, id, request_id, version, at", $"{Tenant}, 'event', 'old' || n, 'r' || n, 1, 4000000000000000 + n"),
        ("readings", "last, tenant, device, oldest, newest, data", $"1000 + n, {Tenant}, 'device' || n % 100, n, n, ''"),
        (
            "rollups",
            "width, span, tenant, tag, at, samples, good",
            $"60000000 * (1 + n % 2), n, {Tenant}, 'device' || n % 100 || '/flow', n, 1, 1"
        ),
        ("batch_runs", "tenant, source, stream, first, through", $"{Tenant}, 'source' || n, 's', 1, 1"),
        ("tombstones", "tenant, id, version, at", $"{Tenant}, 'gone' || n, 1, n"),
        (
            "sessions",
            "hash, tenant, holder_id, name, role, since, until",
            $"sha256(n::text::bytea), {Tenant}, 'h' || n, 'h', 'admin', 1, 4000000000000000 + n"
        ),
        (
            "answers",
            "tenant, caller, name, fingerprint, status, headers, body, at",
            $"{Tenant}, 'c' || n % 10, 'k' || n, '', 200, '', '', 4000000000000000 + n"
        ),
        ("audit", "tenant, at, actor, operation, path, status", $"{Tenant}, 4000000000000000 + n, 'a' || n % 9, 'o' || n % 20, '/', 200"),
        (
            "attachment",
            "tenant, id, event_id, name, type, size, hash, actor, at, settled",
            $"{Tenant}, 'f' || n, 'old' || n / 3, 'n', 't', 1, '', 'a', n, n % 500 <> 0"
        ),
        ("attachment_part", "tenant, id, part, data", $"{Tenant}, 'f' || n / 2, n % 2, ''"),
        ("apikey", "tenant, id, version, hash, state, view", $"{Tenant}, 'k' || n, 1, 'hash' || n, '', ''"),
        ("people", "tenant, id, login, login_key, name, failures", $"{Tenant}, 'p' || n, 'login' || n, 'login' || n, 'p', 0"),
    ];

    public static string[] Names { get; } = [.. All.Select(rows => rows.Table)];

    /// <summary>New events whose terms are not in the index yet.</summary>
    public static string Unindexed(int rows) =>
        $"""
            INSERT INTO event_unindexed (tenant, at, id, terms)
            SELECT {Tenant}, n, 'seen' || n, ' w' || n % 300 || ' trouble' FROM generate_series(1::bigint, {rows}) AS n; ANALYZE event_unindexed;
            """;

    public static string Sql(int rows) =>
        string.Concat(
            All.Select(of =>
                $"INSERT INTO {of.Table} ({of.Columns}) SELECT {of.Values} FROM generate_series(1::bigint, {rows}) AS n; ANALYZE {of.Table};"
            )
        ) + $"UPDATE marks SET value = 1000 + {rows} WHERE name IN ('readings', 'rolled');";
}
