using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>Effects that wait.</summary>
sealed class SqliteOutbox : IOutbox
{
    readonly Readers _readers;
    readonly Lane _lane;

    public SqliteOutbox(Readers readers, Lane lane)
    {
        (_readers, _lane) = (readers, lane);
        lane.Flushed += flushed =>
        {
            if (flushed.Messages > 0)
                Added?.Invoke();
        };
    }

    public event Action? Added;

    public int Partitions => 1;

    public ValueTask<IReadOnlyList<Outgoing>> After(int partition, long seq, int limit, CancellationToken cancellation)
    {
        using var reader = _readers.Rent(cancellation);
        var row = reader
            .Sql(
                """
                SELECT seq, tenant, kind, id, target_tenant, target_kind, target_id, command, data, request_id, attempts, trace
                FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?
                """
            )
            .Add(seq)
            .Add(limit);
        var messages = new List<Outgoing>();
        while (row.Step())
            messages.Add(Read(row));
        return ValueTask.FromResult<IReadOnlyList<Outgoing>>(messages);
    }

    public Task Done(IReadOnlyList<long> seqs) =>
        _lane.Along(
            new SmallWrite(writer =>
            {
                foreach (var seq in seqs)
                    writer.Outbox.Remove(seq);
            })
        );

    public Task Failed(long seq, int attempts, string reason) =>
        _lane.Enqueue(new SmallWrite(writer => writer.Outbox.Failed(seq, attempts, reason)));

    public Task Park(long seq, string reason) => _lane.Enqueue(new SmallWrite(writer => writer.Outbox.Park(seq, reason, writer.Now)));

    public ValueTask<long> Depth(CancellationToken cancellation)
    {
        using var reader = _readers.Rent(cancellation);
        return ValueTask.FromResult(reader.Number("SELECT count(*) FROM outbox"));
    }

    static Outgoing Read(Statement row) =>
        new(
            row.Long(0),
            new(row.Text(2), new(row.Text(1)), row.Text(3)),
            new(row.Text(5), new(row.Text(4)), row.Text(6)),
            row.Text(7),
            row.Utf8(8).ToArray(),
            new(row.Text(9)),
            row.Int(10),
            row.TextOrNull(11)
        );
}
