using System.Security.Cryptography;
using System.Text;

namespace Watchfloor.Store.Postgres;

/// <summary>Keys by their hash: what takes longer tells nothing of the key.</summary>
sealed class PostgresKeys(Readers readers, Lane lane) : IKeys
{
    public async ValueTask<KeyHolder?> Holder(string key, CancellationToken cancellation) =>
        await readers.First(
            Scope.System, // whose key it is says the row
            "SELECT id, name, role, tenant FROM keys WHERE hash = $1",
            row => new KeyHolder(row.Text(0), row.Text(1), RoleOf(row.Text(2)), new(row.Text(3))),
            cancellation,
            Hash(key)
        );

    public Task Admit(KeyHolder holder, string key, CancellationToken cancellation)
    {
        var hash = Hash(key);
        return lane.Enqueue(new SideWrite((statements, _) => KeyRows.Set(statements, holder, hash))).WaitAsync(cancellation);
    }

    static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    static Role RoleOf(string word) => Enum.GetValues<Role>().Single(role => Words.Of(role) == word);
}
