namespace Watchfloor.Store.Sqlite;

/// <summary>What the store says of itself.</summary>
sealed class SqliteHealth(Readers readers, Lane lane) : IStoreHealth
{
    public string? Trouble => lane.Trouble;

    public long Facts => lane.Facts;

    public long Waiting => lane.Waiting;

    public IReadOnlyList<long> Lanes => [lane.Waiting];

    public long Flushes => lane.Flushes;

    public ValueTask<long> OutboxDepth(CancellationToken cancellation) => Count("SELECT count(*) FROM outbox", cancellation);

    public ValueTask<long> OutboxParked(CancellationToken cancellation) => Count("SELECT count(*) FROM outbox_parked", cancellation);

    public ValueTask<long> DueDepth(CancellationToken cancellation) => Count("SELECT count(*) FROM due", cancellation);

    ValueTask<long> Count(string sql, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        return ValueTask.FromResult(reader.Number(sql));
    }
}
