using System.Text.Json;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// First answers, kept until retention takes them away, and found for as long as they last. Where others have the database too, a wish
/// that is claimed stands among them without a status; no answer is without.
/// </summary>
sealed class PostgresAnswers(Readers readers, Lane lane, TimeProvider clock, bool isShared) : IAnswers
{
    // The same claimant again is a flush that is tried again.
    const string Take = """
        WITH taken AS (
          INSERT INTO answers VALUES ($1, $2, $3, $4, 0, '{}', '', $5) ON CONFLICT (tenant, caller, name) DO UPDATE SET
            fingerprint = excluded.fingerprint, status = 0, headers = excluded.headers, body = excluded.body, at = excluded.at
          WHERE answers.at < $6 OR answers.status = 0 AND (answers.at < $7 OR answers.fingerprint = excluded.fingerprint)
          RETURNING 1
        )
        SELECT EXISTS (SELECT FROM taken)
        """;

    const string GiveUp = "DELETE FROM answers WHERE tenant = $1 AND caller = $2 AND name = $3 AND status = 0 AND fingerprint = $4";

    const string Put = """
        INSERT INTO answers VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant, caller, name) DO UPDATE SET
          fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers, body = excluded.body, at = excluded.at
        WHERE answers.at < $9 OR answers.status = 0
        """;
    const string Select =
        "SELECT fingerprint, status, headers, body FROM answers WHERE tenant = $1 AND caller = $2 AND name = $3 AND at >= $4 AND status <> 0";

    long Oldest => Micros.Of(clock.GetUtcNow() - KeptAnswer.Lasts);

    public async ValueTask<KeptAnswer?> Find(TenantId tenant, string caller, string key, CancellationToken cancellation) =>
        await readers.First(Scope.Of(tenant), Select, Read, cancellation, tenant.Value, caller, key, Oldest);

    public Task<bool> Claim(TenantId tenant, string caller, string key, ReadOnlyMemory<byte> claimant) =>
        isShared
            ? lane.Enqueue(
                new SideWrite<bool>(
                    (statements, place, write) =>
                        statements.Add(
                            Take,
                            row => write.Result = row.Bool(0),
                            tenant.Value,
                            caller,
                            key,
                            claimant.ToArray(),
                            place.Now,
                            Oldest,
                            place.Now - Micros.Of(KeptAnswer.ClaimLasts)
                        )
                )
            )
            : Task.FromResult(true);

    public Task Release(TenantId tenant, string caller, string key, ReadOnlyMemory<byte> claimant) =>
        isShared ? lane.Enqueue(SideWrite.Of(GiveUp, tenant.Value, caller, key, claimant.ToArray())) : Task.CompletedTask;

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
