using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>Deadlines by partition.</summary>
sealed class SqliteDueTimes(Readers readers) : IDueTimes
{
    const string Past =
        "SELECT tenant, kind, id, at, rank FROM due WHERE partition = ? AND at <= ? ORDER BY rank, at, tenant, kind, id LIMIT ?";
    const string Coming =
        "SELECT tenant, kind, id, at, rank FROM due WHERE partition = ? AND at > ? AND at <= ? ORDER BY at, rank, tenant, kind, id LIMIT ?";

    public int Partitions => DuePartition.Count;

    public int PartitionOf(EntityId entity) => DuePartition.Of(entity);

    public ValueTask<IReadOnlyList<DueEntry>> Upto(
        int partition,
        DateTimeOffset until,
        DateTimeOffset now,
        int limit,
        CancellationToken cancellation
    )
    {
        using var reader = readers.Rent(cancellation);
        var (end, past) = (Micros.Of(until), Math.Min(Micros.Of(now), Micros.Of(until)));
        var entries = new List<DueEntry>();
        Read(reader.Sql(Past).Add(partition).Add(past).Add(limit), entries);
        if (entries.Count < limit)
            Read(reader.Sql(Coming).Add(partition).Add(past).Add(end).Add(limit - entries.Count), entries);
        return ValueTask.FromResult<IReadOnlyList<DueEntry>>(entries);
    }

    static void Read(Statement row, List<DueEntry> entries)
    {
        while (row.Step())
            entries.Add(new(new(row.Text(1), new(row.Text(0)), row.Text(2)), row.Instant(3), row.Int(4)));
    }
}
