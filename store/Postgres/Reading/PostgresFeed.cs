using Watchfloor.Notifications;

namespace Watchfloor.Store.Postgres;

/// <summary>The journal from a place on, in the order of transactions, up to the horizon.</summary>
sealed class PostgresFeed : IFeed, IDisposable
{
    const string Newest = $"SELECT xid, n FROM journal WHERE xid < $1 + {Horizon.Value} ORDER BY xid DESC, n DESC LIMIT 1";
    const string Rows =
        $"SELECT xid, n, tenant, kind, id FROM journal WHERE (xid, n) > ($2, $3) AND xid < $1 + {Horizon.Value} ORDER BY xid, n LIMIT $4";

    // Retention may have taken the row, though it was the newest then.
    const string Known = """
        SELECT EXISTS (SELECT FROM journal WHERE xid = $1 AND n = $2)
          OR $1 <= (SELECT value FROM marks WHERE name = 'journal_removed')
        """;
    const string Beyond = $"SELECT EXISTS (SELECT FROM journal WHERE xid >= $1 + {Horizon.Value})";
    const int Most = 1_000;

    readonly Readers _readers;
    readonly Server _server;
    readonly HeldBack _heldBack;

    public PostgresFeed(Readers readers, Server server, TimeProvider time)
    {
        (_readers, _server) = (readers, server);
        _heldBack = new(Move, time);
    }

    public event Action? Moved;

    public void Move() => Moved?.Invoke();

    public async ValueTask<string> Head(CancellationToken cancellation)
    {
        var head = await _readers.First(
            Scope.Ordered,
            Newest,
            row => new FeedCursor(_server.Epoch, row.Long(0), row.Long(1)),
            cancellation,
            _server.XidBase
        );
        return (head == default ? new(_server.Epoch, 0, 0) : head).ToString();
    }

    public async ValueTask<FeedBatch> After(string cursor, int limit, CancellationToken cancellation)
    {
        var place = FeedCursor.Parse(cursor, _server.Epoch);
        var items = new List<FeedItem>();
        var isKnown = place is { Xid: 0, N: 0 };
        while (true)
        {
            var read = 0;
            var (from, isHeldBack, kept) = (place, false, items.Count);
            await _readers.Ask(
                Scope.Ordered,
                [
                    (Known, row => isKnown |= row.Bool(0), [from.Xid, from.N]),
                    (Rows, Take, [_server.XidBase, from.Xid, from.N, Most]),
                    (Beyond, row => isHeldBack = row.Bool(0), [_server.XidBase]),
                ],
                () =>
                {
                    (place, read) = (from, 0);
                    items.RemoveRange(kept, items.Count - kept);
                },
                cancellation
            );
            // The row right before the place must be the one it was made from: after a restore it may be another, or none.
            if (!isKnown)
                throw new InvalidCursorException("the database was restored to an earlier state; start again from a snapshot");
            _heldBack.Saw(isHeldBack);
            if (items.Count == limit || read < Most)
                return new(items, place.ToString());

            void Take(Row row)
            {
                read++;
                if (items.Count == limit)
                    return;
                place = place with { Xid = row.Long(0), N = row.Long(1) };
                var kind = row.Text(3);
                if (EventOf(kind, row.Text(4)) is { } eventId)
                    items.Add(new(place.ToString(), new(row.Text(2)), eventId, kind));
            }
        }
    }

    public void Dispose() => _heldBack.Dispose();

    static string? EventOf(string kind, string id) =>
        kind switch
        {
            Kinds.Event or Kinds.Escalation => id,
            Kinds.Page => PageIds.EventOf(id),
            _ => null,
        };
}
