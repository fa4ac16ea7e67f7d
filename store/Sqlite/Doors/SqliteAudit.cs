using System.Text.Json;

namespace Watchfloor.Store.Sqlite;

/// <summary>The book of who did what.</summary>
sealed class SqliteAudit(Readers readers, Lane lane) : IAudit
{
    public Task Add(AuditEntry entry) => lane.Enqueue(Write(entry));

    public Task AddBehind(AuditEntry entry) => lane.Along(Write(entry));

    static SmallWrite Write(AuditEntry entry) =>
        new(writer =>
            writer
                .Connection.Sql("INSERT INTO audit (tenant, at, actor, operation, path, status, trace) VALUES (?, ?, ?, ?, ?, ?, ?)")
                .Add(entry.Tenant.Value)
                .Add(Micros.Of(entry.At))
                .Add(entry.Actor)
                .Add(entry.Operation)
                .Add(entry.Path)
                .Add(entry.Status)
                .Add(entry.Trace)
                .Run()
        );

    public ValueTask<Listing<AuditEntry>> List(
        TenantId tenant,
        AuditFilter filter,
        int limit,
        string? cursor,
        CancellationToken cancellation
    )
    {
        var list = $"audit/{tenant}";
        var before = cursor is null ? null : ListCursor.Read(list, cursor, JsonValueKind.Number, JsonValueKind.Number);
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql(
                """
                SELECT n, at, actor, operation, path, status, trace FROM audit
                WHERE tenant = ?1 AND (?2 IS NULL OR actor = ?2) AND (?3 IS NULL OR operation = ?3)
                  AND at >= ?4 AND at < ?5 AND (at, n) < (?6, ?7)
                ORDER BY at DESC, n DESC LIMIT ?8
                """
            )
            .Add(tenant.Value)
            .Add(filter.Actor)
            .Add(filter.Operation)
            .Add(filter.From is { } from ? Micros.Of(from) : long.MinValue)
            .Add(filter.To is { } to ? Micros.Of(to) : long.MaxValue)
            .Add(before?[0].GetInt64() ?? long.MaxValue)
            .Add(before?[1].GetInt64() ?? long.MaxValue)
            .Add(limit + 1L);
        var entries = new List<AuditEntry>();
        var last = (At: 0L, N: 0L);
        while (row.Step())
        {
            if (entries.Count == limit)
                return ValueTask.FromResult(new Listing<AuditEntry>(entries, ListCursor.Write(list, last.At, last.N)));
            last = (row.Long(1), row.Long(0));
            entries.Add(new(tenant, row.Instant(1), row.Text(2), row.Text(3), row.Text(4), row.Int(5), row.TextOrNull(6)));
        }
        return ValueTask.FromResult(new Listing<AuditEntry>(entries, null));
    }
}
