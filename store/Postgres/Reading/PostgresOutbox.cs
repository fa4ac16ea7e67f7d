using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// Effects that wait. A number is made of the transaction and the place in it, so that the order of numbers is the order in which a
/// reader below the horizon can see them; what a lane commits later than another never gets a number that was read past.
/// </summary>
sealed class PostgresOutbox : IOutbox, IDisposable
{
    static readonly string Limit = $"(($1 + {Horizon.Value}) << {FlushPlace.Bits})";
    static readonly string Waiting = $"{OutboxRows.After} WHERE seq > $2 AND seq < {Limit} ORDER BY seq LIMIT $3";
    static readonly string Beyond = $"SELECT EXISTS (SELECT FROM outbox WHERE seq >= {Limit})";
    static readonly string WaitingOfOne = $"{OutboxRows.After} WHERE partition = $4 AND seq > $2 AND seq < {Limit} ORDER BY seq LIMIT $3";
    static readonly string BeyondOfOne = $"SELECT EXISTS (SELECT FROM outbox WHERE partition = $2 AND seq >= {Limit})";

    readonly Readers _readers;
    readonly Lane _lane;
    readonly Passengers _passengers;
    readonly Server _server;
    readonly HeldBack _heldBack;

    public PostgresOutbox(Readers readers, Lane lane, Passengers passengers, Server server, PostgresTuning tuning)
    {
        (_readers, _lane, _passengers, _server) = (readers, lane, passengers, server);
        _heldBack = new(Add, tuning.Time);
        Partitions = tuning.IsShared ? DuePartition.Count : 1;
    }

    public event Action? Added;

    /// <summary>Whoever has the database alone reads all of it at once.</summary>
    public int Partitions { get; }

    public void Add() => Added?.Invoke();

    public async ValueTask<IReadOnlyList<Outgoing>> After(int partition, long seq, int limit, CancellationToken cancellation)
    {
        var messages = new List<Outgoing>();
        var isHeldBack = false;
        var xidBase = _server.XidBase;
        (string, Action<Row>, Arg[]) waiting =
            Partitions == 1 ? (Waiting, Read, [xidBase, seq, limit]) : (WaitingOfOne, Read, [xidBase, seq, limit, partition]);
        (string, Action<Row>, Arg[]) beyond =
            Partitions == 1
                ? (Beyond, row => isHeldBack = row.Bool(0), [xidBase])
                : (BeyondOfOne, row => isHeldBack = row.Bool(0), [xidBase, partition]);
        await _readers.Ask(Scope.Ordered, [waiting, beyond], messages.Clear, cancellation);
        _heldBack.Saw(isHeldBack);
        return messages;

        void Read(Row row) => messages.Add(Message(row));
    }

    /// <summary>What is not forgotten in time is delivered once more, and its receiver drops it.</summary>
    public Task Done(IReadOnlyList<long> seqs) =>
        _passengers.Add(() => SideWrite.Of((statements, _) => OutboxRows.Remove(statements, seqs)));

    public Task Failed(long seq, int attempts, string reason) =>
        Write((statements, _) => OutboxRows.Failed(statements, seq, attempts, reason));

    public Task Park(long seq, string reason) => Write((statements, place) => OutboxRows.Park(statements, seq, reason, place.Now));

    public async ValueTask<long> Depth(CancellationToken cancellation) =>
        await _readers.First(Scope.System, "SELECT count(*) FROM outbox", row => row.Long(0), cancellation);

    public void Dispose() => _heldBack.Dispose();

    Task Write(Action<Statements, FlushPlace> change) => _lane.Enqueue(SideWrite.Of(change));

    static Outgoing Message(Row row) =>
        new(
            row.Long(0),
            new(row.Text(2), new(row.Text(1)), row.Text(3)),
            new(row.Text(5), new(row.Text(4)), row.Text(6)),
            row.Text(7),
            row.Bytes(8),
            new(row.Text(9)),
            row.Int(10),
            row.TextOrNull(11)
        );
}
