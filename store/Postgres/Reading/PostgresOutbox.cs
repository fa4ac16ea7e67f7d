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

    readonly Readers _readers;
    readonly Lane _lane;
    readonly Server _server;
    readonly HeldBack _heldBack;

    public PostgresOutbox(Readers readers, Lane lane, Server server, TimeProvider time)
    {
        (_readers, _lane, _server) = (readers, lane, server);
        _heldBack = new(Add, time);
    }

    public event Action? Added;

    public void Add() => Added?.Invoke();

    public async ValueTask<IReadOnlyList<Outgoing>> After(long seq, int limit, CancellationToken cancellation)
    {
        var messages = new List<Outgoing>();
        var isHeldBack = false;
        await _readers.Ask(
            Scope.Ordered,
            [
                (Waiting, row => messages.Add(Read(row)), [_server.XidBase, seq, limit]),
                (Beyond, row => isHeldBack = row.Bool(0), [_server.XidBase]),
            ],
            messages.Clear,
            cancellation
        );
        _heldBack.Saw(isHeldBack);
        return messages;
    }

    public Task Done(IReadOnlyList<long> seqs) => Write((statements, _) => OutboxRows.Remove(statements, seqs));

    public Task Failed(long seq, int attempts, string reason) =>
        Write((statements, _) => OutboxRows.Failed(statements, seq, attempts, reason));

    public Task Park(long seq, string reason) => Write((statements, place) => OutboxRows.Park(statements, seq, reason, place.Now));

    public async ValueTask<long> Depth(CancellationToken cancellation) =>
        await _readers.First(Scope.System, "SELECT count(*) FROM outbox", row => row.Long(0), cancellation);

    public void Dispose() => _heldBack.Dispose();

    Task Write(Action<Statements, FlushPlace> change) => _lane.Enqueue(SideWrite.Of(change));

    static Outgoing Read(Row row) =>
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
