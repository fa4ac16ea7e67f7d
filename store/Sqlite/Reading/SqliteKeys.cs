using System.Security.Cryptography;
using System.Text;

namespace Watchfloor.Store.Sqlite;

/// <summary>Keys by their hash: what takes longer tells nothing of the key.</summary>
sealed class SqliteKeys(Readers readers, Lane lane, TimeProvider clock) : IKeys
{
    // First the keys that the installation made for itself, then those that people made.
    const string Holds = """
        SELECT id, name, role, tenant FROM keys WHERE hash = ?1
        UNION ALL
        SELECT id, name, role, tenant FROM apikey
        WHERE view IS NOT NULL AND hash = ?2 AND (expires_at IS NULL OR expires_at > ?3)
        UNION ALL
        SELECT id, name, role, tenant FROM apikey
        WHERE view IS NOT NULL AND previous_hash = ?2 AND previous_until > ?3 AND (expires_at IS NULL OR expires_at > ?3)
        LIMIT 1
        """;

    public ValueTask<KeyHolder?> Holder(string key, CancellationToken cancellation)
    {
        var hash = Hash(key);
        var now = Micros.Of(clock.GetUtcNow());
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql(Holds).AddBlob(hash).Add(Convert.ToHexStringLower(hash)).Add(now);
        return ValueTask.FromResult(
            row.Step() ? new KeyHolder(row.Text(0), row.Text(1), Words.Read<Role>(row.Text(2)), new(row.Text(3))) : null
        );
    }

    public ValueTask<IReadOnlyList<KeyHolder>> OfInstallation(TenantId tenant, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql("SELECT id, name, role FROM keys WHERE tenant = ? ORDER BY id").Add(tenant.Value);
        var holders = new List<KeyHolder>();
        while (row.Step())
            holders.Add(new(row.Text(0), row.Text(1), Words.Read<Role>(row.Text(2)), tenant));
        return ValueTask.FromResult<IReadOnlyList<KeyHolder>>(holders);
    }

    public Task Admit(KeyHolder holder, string key, CancellationToken cancellation)
    {
        var hash = Hash(key);
        return lane.Enqueue(new SmallWrite(writer => writer.Keys.Set(holder, hash))).WaitAsync(cancellation);
    }

    static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
