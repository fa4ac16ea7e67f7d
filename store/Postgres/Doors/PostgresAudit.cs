using System.Text.Json;

namespace Watchfloor.Store.Postgres;

/// <summary>The book of who did what.</summary>
sealed class PostgresAudit(Readers readers, Lane lane) : IAudit
{
    const string Insert = "INSERT INTO audit (tenant, at, actor, operation, path, status, trace) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    const string Select = """
        SELECT n, at, actor, operation, path, status, trace FROM audit
        WHERE tenant = $1 AND ($2::text IS NULL OR actor = $2) AND ($3::text IS NULL OR operation = $3)
          AND at >= $4 AND at < $5 AND (at, n) < ($6, $7)
        ORDER BY at DESC, n DESC LIMIT $8
        """;

    public Task Add(AuditEntry entry) =>
        lane.Enqueue(
            SideWrite.Of(
                Insert,
                entry.Tenant.Value,
                Micros.Of(entry.At),
                entry.Actor,
                entry.Operation,
                entry.Path,
                entry.Status,
                entry.Trace
            )
        );

    public async ValueTask<Listing<AuditEntry>> List(
        TenantId tenant,
        AuditFilter filter,
        int limit,
        string? cursor,
        CancellationToken cancellation
    )
    {
        var list = $"audit/{tenant}";
        var before = cursor is null ? null : ListCursor.Read(list, cursor, JsonValueKind.Number, JsonValueKind.Number);
        var rows = await readers.Rows(
            Scope.Of(tenant),
            Select,
            row =>
                (
                    N: row.Long(0),
                    At: row.Long(1),
                    Entry: new AuditEntry(tenant, row.Instant(1), row.Text(2), row.Text(3), row.Text(4), row.Int(5), row.TextOrNull(6))
                ),
            cancellation,
            tenant.Value,
            filter.Actor,
            filter.Operation,
            filter.From is { } from ? Micros.Of(from) : long.MinValue,
            filter.To is { } to ? Micros.Of(to) : long.MaxValue,
            before?[0].GetInt64() ?? long.MaxValue,
            before?[1].GetInt64() ?? long.MaxValue,
            limit + 1L
        );
        return new(
            [.. rows.Take(limit).Select(row => row.Entry)],
            rows.Count > limit ? ListCursor.Write(list, rows[limit - 1].At, rows[limit - 1].N) : null
        );
    }
}
