namespace Watchfloor.Store.Postgres;

/// <summary>Hashes of keys; a holder has one.</summary>
static class KeyRows
{
    const string Clear = "DELETE FROM keys WHERE (tenant = $1 AND id = $2) OR hash = $3";
    const string SignOut = "DELETE FROM sessions WHERE tenant = $1 AND holder_id = $2";
    const string Insert = "INSERT INTO keys (hash, id, name, role, tenant) VALUES ($1, $2, $3, $4, $5)";

    public static void Set(Statements statements, KeyHolder holder, byte[] hash)
    {
        statements.Add(Clear, null, holder.Tenant.Value, holder.Id, hash);
        statements.Add(SignOut, null, holder.Tenant.Value, holder.Id);
        statements.Add(Insert, null, hash, holder.Id, holder.Name, Words.Of(holder.Role), holder.Tenant.Value);
    }
}
