namespace Watchfloor.Store.Postgres;

/// <summary>What the store says of itself.</summary>
sealed class PostgresHealth(Readers readers, IReadOnlyList<Lane> lanes, int commits, Watch watch, Server server, bool isShared)
    : IStoreHealth
{
    long _facts = server.Facts;
    long _flushes;

    public string? Trouble => watch.Trouble ?? lanes.Select(lane => lane.Trouble).FirstOrDefault(trouble => trouble is not null);

    public long Waiting => lanes.Sum(lane => (long)lane.Waiting);

    public IReadOnlyList<long> Lanes => [.. lanes.Take(commits).Select(lane => (long)lane.Waiting)];

    public long Facts => Volatile.Read(ref _facts);

    public long Flushes => Volatile.Read(ref _flushes);

    public void Count(Flushed flushed)
    {
        Interlocked.Add(ref _facts, flushed.Facts);
        Interlocked.Increment(ref _flushes);
    }

    public async ValueTask<long> OutboxDepth(CancellationToken cancellation)
    {
        // What the others have added is counted whenever somebody asks for counts.
        if (isShared)
            Volatile.Write(ref _facts, await Count(LaneRows.Facts, cancellation));
        return await Count("SELECT count(*) FROM outbox", cancellation);
    }

    public ValueTask<long> OutboxParked(CancellationToken cancellation) => Count("SELECT count(*) FROM outbox_parked", cancellation);

    public ValueTask<long> DueDepth(CancellationToken cancellation) => Count("SELECT count(*) FROM due", cancellation);

    public ValueTask<long> Unindexed(CancellationToken cancellation) => Count("SELECT count(*) FROM event_unindexed", cancellation);

    ValueTask<long> Count(string sql, CancellationToken cancellation) => readers.First(Scope.System, sql, row => row.Long(0), cancellation);
}
