using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>Deadlines by partition.</summary>
sealed class SqliteDueTimes(Readers readers) : IDueTimes
{
    const string Past = "SELECT tenant, kind, id, at, rank FROM due WHERE partition = ? AND at <= ?";
    const string Behind = " AND (rank, at, tenant, kind, id) > (?, ?, ?, ?, ?)";
    const string ByRank = " ORDER BY rank, at, tenant, kind, id LIMIT ?";
    const string Next =
        "SELECT tenant, kind, id, at, rank FROM due WHERE partition = ? AND at > ? AND at <= ? ORDER BY at, rank, tenant, kind, id LIMIT ?";
    const string NextOfKind =
        "SELECT tenant, kind, id, at, rank FROM due WHERE partition = ? AND at > ? AND at <= ? AND kind = ? ORDER BY at, rank, tenant, id LIMIT ?";

    public int Partitions => DuePartition.Count;

    public int PartitionOf(EntityId entity) => DuePartition.Of(entity);

    public ValueTask<IReadOnlyList<DueEntry>> Missed(
        int partition,
        DateTimeOffset at,
        DueEntry? behind,
        int limit,
        CancellationToken cancellation
    )
    {
        using var reader = readers.Rent(cancellation);
        var sql = reader.Sql(behind is null ? Past + ByRank : Past + Behind + ByRank).Add(partition).Add(Micros.Of(at));
        if (behind is { Entity: var entity } last)
            sql.Add(last.Rank).Add(Micros.Of(last.At)).Add(entity.Tenant.Value).Add(entity.Kind).Add(entity.Id);
        return ValueTask.FromResult(Read(sql.Add(limit)));
    }

    public ValueTask<IReadOnlyList<DueEntry>> Coming(
        int partition,
        DateTimeOffset after,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellation
    )
    {
        using var reader = readers.Rent(cancellation);
        return ValueTask.FromResult(Read(reader.Sql(Next).Add(partition).Add(Micros.Of(after)).Add(Micros.Of(until)).Add(limit)));
    }

    public ValueTask<IReadOnlyList<DueEntry>> ComingOf(
        string kind,
        int partition,
        DateTimeOffset after,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellation
    )
    {
        using var reader = readers.Rent(cancellation);
        return ValueTask.FromResult(
            Read(reader.Sql(NextOfKind).Add(partition).Add(Micros.Of(after)).Add(Micros.Of(until)).Add(kind).Add(limit))
        );
    }

    static IReadOnlyList<DueEntry> Read(Statement row)
    {
        var entries = new List<DueEntry>();
        while (row.Step())
            entries.Add(new(new(row.Text(1), new(row.Text(0)), row.Text(2)), row.Instant(3), row.Int(4)));
        return entries;
    }
}
