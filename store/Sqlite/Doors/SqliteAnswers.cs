using System.Text.Json;

namespace Watchfloor.Store.Sqlite;

/// <summary>First answers. The oldest are forgotten when a new one comes, so that the table stays as long as a week.</summary>
sealed class SqliteAnswers(Readers readers, Lane lane) : IAnswers
{
    const int Oldest = 100;

    static readonly long Week = TimeSpan.FromDays(7).Ticks / TimeSpan.TicksPerMicrosecond;

    public ValueTask<KeptAnswer?> Find(TenantId tenant, string caller, string key, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql("SELECT fingerprint, status, headers, body FROM answers WHERE tenant = ? AND caller = ? AND name = ?")
            .Add(tenant.Value)
            .Add(caller)
            .Add(key);
        return ValueTask.FromResult(row.Step() ? Read(row) : null);
    }

    public Task Keep(TenantId tenant, string caller, string key, KeptAnswer answer)
    {
        var headers = JsonSerializer.SerializeToUtf8Bytes(answer.Headers);
        return lane.Enqueue(
            new SmallWrite(writer =>
            {
                writer
                    .Connection.Sql("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                    .Add(tenant.Value)
                    .Add(caller)
                    .Add(key)
                    .AddBlob(answer.Fingerprint.Span)
                    .Add(answer.Status)
                    .AddText(headers)
                    .AddBytes(answer.Body.Span)
                    .Add(writer.Now)
                    .Run();
                Forget(writer);
            })
        );
    }

    // The oldest rows are looked at, not all: no index is needed to find them.
    static void Forget(Writer writer) =>
        writer
            .Connection.Sql(
                "DELETE FROM answers WHERE rowid IN (SELECT rowid FROM (SELECT rowid, at FROM answers ORDER BY rowid LIMIT ?) WHERE at < ?)"
            )
            .Add(Oldest)
            .Add(writer.Now - Week)
            .Run();

    static KeptAnswer Read(Statement row) =>
        new(row.Utf8(0).ToArray(), row.Int(1), JsonSerializer.Deserialize<Dictionary<string, string>>(row.Utf8(2))!, row.Utf8(3).ToArray());
}
