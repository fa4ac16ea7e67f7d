using Watchfloor.Telemetry;

namespace Watchfloor.Store.Sqlite;

/// <summary>Batches that are known, as runs of numbers: a repeat is known for ever, and what never came is never taken for one.</summary>
sealed class BatchRows(Connection connection)
{
    const string Key = "tenant = ? AND source = ? AND stream = ?";

    readonly Statement _before = connection.Sql(
        $"SELECT first, through FROM batch_runs WHERE {Key} AND first <= ? ORDER BY first DESC LIMIT 1"
    );
    readonly Statement _behind = connection.Sql($"SELECT through FROM batch_runs WHERE {Key} AND first = ?");
    readonly Statement _delete = connection.Sql($"DELETE FROM batch_runs WHERE {Key} AND first = ?");
    readonly Statement _put = connection.Sql("INSERT OR REPLACE INTO batch_runs VALUES (?, ?, ?, ?, ?)");

    /// <summary>False where the batch is known.</summary>
    public bool Add(TenantId tenant, TelemetryBatch batch)
    {
        var (first, through) = (batch.Seq, batch.Seq);
        var before = Of(_before, tenant, batch).Add(batch.Seq);
        if (before.Step())
        {
            var end = before.Long(1);
            if (end >= batch.Seq)
            {
                before.Rest();
                return false;
            }
            if (end == batch.Seq - 1)
                first = before.Long(0);
        }
        before.Rest();
        if (batch.Seq < long.MaxValue)
            through = Absorbed(tenant, batch) ?? through;
        Of(_put, tenant, batch).Add(first).Add(through).Run();
        return true;
    }

    /// <summary>The end of the run right behind, which is one with this from now on.</summary>
    long? Absorbed(TenantId tenant, TelemetryBatch batch)
    {
        var behind = Of(_behind, tenant, batch).Add(batch.Seq + 1);
        long? through = behind.Step() ? behind.Long(0) : null;
        behind.Rest();
        if (through is not null)
            Of(_delete, tenant, batch).Add(batch.Seq + 1).Run();
        return through;
    }

    static Statement Of(Statement statement, TenantId tenant, TelemetryBatch batch) =>
        statement.Add(tenant.Value).Add(batch.Source).Add(batch.Stream ?? "");
}
