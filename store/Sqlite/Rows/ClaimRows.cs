using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>Which event an occurrence belongs to.</summary>
sealed class ClaimRows(Connection connection)
{
    readonly Statement _insert = connection.Sql("INSERT INTO claims VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
    readonly Statement _delete = connection.Sql("DELETE FROM claims WHERE tenant = ? AND source = ? AND external_id = ?");
    readonly Statement _owner = connection.Sql("SELECT event_id FROM claims WHERE tenant = ? AND source = ? AND external_id = ?");

    /// <summary>False where it belongs to somebody already, be it the one who asks.</summary>
    public bool Add(Claim claim) => Bind(_insert, claim).Add(claim.EventId).Run() == 1;

    public void Remove(Claim claim) => Bind(_delete, claim).Run();

    public string Owner(Claim claim)
    {
        var statement = Bind(_owner, claim);
        statement.Step();
        var owner = statement.Text(0);
        statement.Rest();
        return owner;
    }

    static Statement Bind(Statement statement, Claim claim) => statement.Add(claim.Tenant.Value).Add(claim.Source).Add(claim.ExternalId);
}
