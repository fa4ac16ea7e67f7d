using System.Text.Json;

namespace Watchfloor.Store.Postgres;

/// <summary>The book of who did what.</summary>
sealed class PostgresAudit : IAudit
{
    const string Insert = """
        INSERT INTO audit (tenant, at, actor, operation, path, status, trace)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::text[])
        """;
    const string Select = """
        SELECT n, at, actor, operation, path, status, trace FROM audit
        WHERE tenant = $1 AND ($2::text IS NULL OR actor = $2) AND ($3::text IS NULL OR operation = $3)
          AND at >= $4 AND at < $5 AND (at, n) < ($6, $7)
        ORDER BY at DESC, n DESC LIMIT $8
        """;

    readonly Readers _readers;
    readonly Lane _lane;
    readonly Gathering<AuditEntry> _behind;

    public PostgresAudit(Readers readers, Lane lane, TimeProvider time)
    {
        (_readers, _lane) = (readers, lane);
        _behind = new(Write, time);
    }

    public Task Add(AuditEntry entry) => Write([entry]);

    public Task AddBehind(AuditEntry entry) => _behind.Add(entry);

    /// <summary>Writes what nobody waits for, before the lanes end.</summary>
    public Task End() => _behind.End();

    Task Write(IReadOnlyList<AuditEntry> entries) =>
        _lane.Enqueue(
            SideWrite.Of(
                Insert,
                Arg.Texts(entries.Select(entry => entry.Tenant.Value)),
                Arg.Longs(entries.Select(entry => Micros.Of(entry.At))),
                Arg.Texts(entries.Select(entry => entry.Actor)),
                Arg.Texts(entries.Select(entry => entry.Operation)),
                Arg.Texts(entries.Select(entry => entry.Path)),
                Arg.Ints(entries.Select(entry => entry.Status)),
                Arg.Texts(entries.Select(entry => entry.Trace))
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
        var rows = await _readers.Rows(
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
