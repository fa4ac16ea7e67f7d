namespace Watchfloor.Store.Sqlite;

/// <summary>Hashes of keys; a holder has one.</summary>
sealed class KeyRows(Connection connection)
{
    readonly Statement _clear = connection.Sql("DELETE FROM keys WHERE tenant = ? AND id = ?");
    readonly Statement _set = connection.Sql("INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?, ?)");
    readonly Statement _signOut = connection.Sql("DELETE FROM sessions WHERE tenant = ? AND holder_id = ?");

    public void Set(KeyHolder holder, ReadOnlySpan<byte> hash)
    {
        _clear.Add(holder.Tenant.Value).Add(holder.Id).Run();
        _signOut.Add(holder.Tenant.Value).Add(holder.Id).Run();
        _set.AddBlob(hash).Add(holder.Id).Add(holder.Name).Add(Words.Of(holder.Role)).Add(holder.Tenant.Value).Run();
    }
}
