using System.Text.Json;

namespace Watchfloor.Store.Postgres;

/// <summary>First answers, kept until retention takes them away.</summary>
sealed class PostgresAnswers(Readers readers, Lane lane) : IAnswers
{
    const string Insert = "INSERT INTO answers VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    const string Select = "SELECT fingerprint, status, headers, body FROM answers WHERE tenant = $1 AND caller = $2 AND name = $3";

    public async ValueTask<KeptAnswer?> Find(TenantId tenant, string caller, string key, CancellationToken cancellation) =>
        await readers.First(Scope.Of(tenant), Select, Read, cancellation, tenant.Value, caller, key);

    public Task Keep(TenantId tenant, string caller, string key, KeptAnswer answer)
    {
        var headers = JsonSerializer.SerializeToUtf8Bytes(answer.Headers);
        return lane.Enqueue(
            SideWrite.Of(
                (statements, place) =>
                    statements.Add(
                        Insert,
                        null,
                        tenant.Value,
                        caller,
                        key,
                        answer.Fingerprint.ToArray(),
                        answer.Status,
                        headers,
                        answer.Body.ToArray(),
                        place.Now
                    )
            )
        );
    }

    static KeptAnswer Read(Row row) =>
        new(row.Bytes(0), row.Int(1), JsonSerializer.Deserialize<Dictionary<string, string>>(row.Bytes(2))!, row.Bytes(3));
}
