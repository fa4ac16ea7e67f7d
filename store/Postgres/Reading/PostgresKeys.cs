using System.Security.Cryptography;
using System.Text;

namespace Watchfloor.Store.Postgres;

/// <summary>Keys by their hash: what takes longer tells nothing of the key.</summary>
sealed class PostgresKeys(Readers readers, Lane lane, TimeProvider clock) : IKeys
{
    // First the keys that the installation made for itself, then those that people made.
    const string Holds = """
        SELECT id, name, role, tenant FROM keys WHERE hash = $1
        UNION ALL
        SELECT id, name, role, tenant FROM apikey
        WHERE view IS NOT NULL AND hash = $2 AND (expires_at IS NULL OR expires_at > $3)
        UNION ALL
        SELECT id, name, role, tenant FROM apikey
        WHERE view IS NOT NULL AND previous_hash = $2 AND previous_until > $3 AND (expires_at IS NULL OR expires_at > $3)
        LIMIT 1
        """;

    public async ValueTask<KeyHolder?> Holder(string key, CancellationToken cancellation)
    {
        var hash = Hash(key);
        return await readers.First(
            Scope.System, // whose key it is says the row
            Holds,
            row => new KeyHolder(row.Text(0), row.Text(1), Words.Read<Role>(row.Text(2)), new(row.Text(3))),
            cancellation,
            hash,
            Convert.ToHexStringLower(hash),
            Micros.Of(clock.GetUtcNow())
        );
    }

    public async ValueTask<IReadOnlyList<KeyHolder>> OfInstallation(TenantId tenant, CancellationToken cancellation) =>
        await readers.Rows(
            Scope.Of(tenant),
            "SELECT id, name, role FROM keys WHERE tenant = $1 ORDER BY id",
            row => new KeyHolder(row.Text(0), row.Text(1), Words.Read<Role>(row.Text(2)), tenant),
            cancellation,
            tenant.Value
        );

    public Task Admit(KeyHolder holder, string key, CancellationToken cancellation)
    {
        var hash = Hash(key);
        return lane.Enqueue(SideWrite.Of((statements, _) => KeyRows.Set(statements, holder, hash))).WaitAsync(cancellation);
    }

    static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
