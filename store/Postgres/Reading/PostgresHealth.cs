namespace Watchfloor.Store.Postgres;

/// <summary>What the store says of itself.</summary>
sealed class PostgresHealth(Readers readers, IReadOnlyList<Lane> lanes, Watch watch, long facts) : IStoreHealth
{
    long _facts = facts;
    long _flushes;

    public string? Trouble => watch.Trouble ?? lanes.Select(lane => lane.Trouble).FirstOrDefault(trouble => trouble is not null);

    public long Waiting => lanes.Sum(lane => (long)lane.Waiting);

    public long Facts => Volatile.Read(ref _facts);

    public long Flushes => Volatile.Read(ref _flushes);

    public void Count(Flushed flushed)
    {
        Interlocked.Add(ref _facts, flushed.Facts);
        Interlocked.Increment(ref _flushes);
    }

    public ValueTask<long> OutboxDepth(CancellationToken cancellation) => Count("SELECT count(*) FROM outbox", cancellation);

    public ValueTask<long> OutboxParked(CancellationToken cancellation) => Count("SELECT count(*) FROM outbox_parked", cancellation);

    public ValueTask<long> DueDepth(CancellationToken cancellation) => Count("SELECT count(*) FROM due", cancellation);

    ValueTask<long> Count(string sql, CancellationToken cancellation) => readers.First(Scope.System, sql, row => row.Long(0), cancellation);
}
