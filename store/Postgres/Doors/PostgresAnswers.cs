using System.Text.Json;

namespace Watchfloor.Store.Postgres;

/// <summary>First answers, kept until retention takes them away, and found for as long as they last.</summary>
sealed class PostgresAnswers(Readers readers, Lane lane, TimeProvider clock) : IAnswers
{
    const string Put = """
        INSERT INTO answers VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant, caller, name) DO UPDATE SET
          fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers, body = excluded.body, at = excluded.at
        WHERE answers.at < $9
        """;
    const string Select =
        "SELECT fingerprint, status, headers, body FROM answers WHERE tenant = $1 AND caller = $2 AND name = $3 AND at >= $4";

    long Oldest => Micros.Of(clock.GetUtcNow() - KeptAnswer.Lasts);

    public async ValueTask<KeptAnswer?> Find(TenantId tenant, string caller, string key, CancellationToken cancellation) =>
        await readers.First(Scope.Of(tenant), Select, Read, cancellation, tenant.Value, caller, key, Oldest);

    public Task Keep(TenantId tenant, string caller, string key, KeptAnswer answer)
    {
        var headers = JsonSerializer.SerializeToUtf8Bytes(answer.Headers);
        return lane.Enqueue(
            SideWrite.Of(
                (statements, place) =>
                    statements.Add(
                        Put,
                        null,
                        tenant.Value,
                        caller,
                        key,
                        answer.Fingerprint.ToArray(),
                        answer.Status,
                        headers,
                        answer.Body.ToArray(),
                        place.Now,
                        Oldest
                    )
            )
        );
    }

    static KeptAnswer Read(Row row) =>
        new(row.Bytes(0), row.Int(1), JsonSerializer.Deserialize<Dictionary<string, string>>(row.Bytes(2))!, row.Bytes(3));
}
