using System.Security.Cryptography;
using System.Text;

namespace Watchfloor.Store.Sqlite;

/// <summary>Keys by their hash: what takes longer tells nothing of the key.</summary>
sealed class SqliteKeys(Readers readers, Lane lane) : IKeys
{
    public ValueTask<KeyHolder?> Holder(string key, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql("SELECT id, name, role, tenant FROM keys WHERE hash = ?").AddBlob(Hash(key));
        return ValueTask.FromResult(row.Step() ? new KeyHolder(row.Text(0), row.Text(1), RoleOf(row.Text(2)), new(row.Text(3))) : null);
    }

    public Task Admit(KeyHolder holder, string key, CancellationToken cancellation)
    {
        var hash = Hash(key);
        return lane.Enqueue(new SmallWrite(writer => writer.Keys.Set(holder, hash))).WaitAsync(cancellation);
    }

    static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    static Role RoleOf(string word) => Enum.GetValues<Role>().Single(role => Words.Of(role) == word);
}
