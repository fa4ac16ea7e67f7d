using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>Deadlines by partition.</summary>
sealed class PostgresDueTimes(Readers readers) : IDueTimes
{
    const string Past =
        "SELECT tenant, kind, id, at, rank FROM due WHERE partition = $1 AND at <= $2 ORDER BY rank, at, tenant, kind, id LIMIT $3";
    const string Coming =
        "SELECT tenant, kind, id, at, rank FROM due WHERE partition = $1 AND at > $2 AND at <= $3 ORDER BY at, rank, tenant, kind, id LIMIT $4";

    public int Partitions => DuePartition.Count;

    public int PartitionOf(EntityId entity) => DuePartition.Of(entity);

    public async ValueTask<IReadOnlyList<DueEntry>> Upto(
        int partition,
        DateTimeOffset until,
        DateTimeOffset now,
        int limit,
        CancellationToken cancellation
    )
    {
        var (end, past) = (Micros.Of(until), Math.Min(Micros.Of(now), Micros.Of(until)));
        var entries = new List<DueEntry>();
        await readers.Ask(
            Scope.System,
            [(Past, Take, [partition, past, limit]), (Coming, Take, [partition, past, end, limit])],
            entries.Clear,
            cancellation
        );
        return entries;

        void Take(Row row)
        {
            if (entries.Count < limit)
                entries.Add(new(new(row.Text(1), new(row.Text(0)), row.Text(2)), row.Instant(3), row.Int(4)));
        }
    }
}
