using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>Arms, moves and disarms deadlines.</summary>
sealed class DueRows(Connection connection)
{
    readonly Statement _set = connection.Sql(
        """
        INSERT INTO due (partition, at, rank, tenant, kind, id) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET at = excluded.at, rank = excluded.rank WHERE at <> excluded.at OR rank <> excluded.rank
        """
    );

    readonly Statement _clear = connection.Sql("DELETE FROM due WHERE tenant = ? AND kind = ? AND id = ?");

    public void Set(EntityId entity, Due? due, bool isNew)
    {
        if (due is { } deadline)
        {
            _set.Add(DuePartition.Of(entity)).Add(Micros.Of(deadline.At)).Add(deadline.Rank);
            _set.Add(entity.Tenant.Value).Add(entity.Kind).Add(entity.Id).Run();
        }
        else if (!isNew)
        {
            _clear.Add(entity.Tenant.Value).Add(entity.Kind).Add(entity.Id).Run();
        }
    }
}
