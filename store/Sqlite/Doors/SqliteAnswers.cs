using System.Text.Json;

namespace Watchfloor.Store.Sqlite;

/// <summary>First answers, kept until retention takes them away, and found for as long as they last. One server has the file: it claims nothing.</summary>
sealed class SqliteAnswers(Readers readers, Lane lane, TimeProvider clock) : IAnswers
{
    const string Put = """
        INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
          fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers, body = excluded.body, at = excluded.at
        WHERE answers.at < ?
        """;

    long Oldest => Micros.Of(clock.GetUtcNow() - KeptAnswer.Lasts);

    public ValueTask<KeptAnswer?> Find(TenantId tenant, string caller, string key, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql("SELECT fingerprint, status, headers, body FROM answers WHERE tenant = ? AND caller = ? AND name = ? AND at >= ?")
            .Add(tenant.Value)
            .Add(caller)
            .Add(key)
            .Add(Oldest);
        return ValueTask.FromResult(row.Step() ? Read(row) : null);
    }

    public Task<bool> Claim(TenantId tenant, string caller, string key, ReadOnlyMemory<byte> claimant) => Task.FromResult(true);

    public Task Release(TenantId tenant, string caller, string key, ReadOnlyMemory<byte> claimant) => Task.CompletedTask;

    public Task Keep(TenantId tenant, string caller, string key, KeptAnswer answer)
    {
        var headers = JsonSerializer.SerializeToUtf8Bytes(answer.Headers);
        return lane.Enqueue(
            new SmallWrite(writer =>
                writer
                    .Connection.Sql(Put)
                    .Add(tenant.Value)
                    .Add(caller)
                    .Add(key)
                    .AddBlob(answer.Fingerprint.Span)
                    .Add(answer.Status)
                    .AddText(headers)
                    .AddBytes(answer.Body.Span)
                    .Add(writer.Now)
                    .Add(Oldest)
                    .Run()
            )
        );
    }

    static KeptAnswer Read(Statement row) =>
        new(row.Utf8(0).ToArray(), row.Int(1), JsonSerializer.Deserialize<Dictionary<string, string>>(row.Utf8(2))!, row.Utf8(3).ToArray());
}
