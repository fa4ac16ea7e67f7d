using Watchfloor.Notifications;

namespace Watchfloor.Store.Sqlite;

/// <summary>
/// The journal from a place on. The lane numbers rows in the order of commits and readers see whole transactions, so nothing ever
/// appears behind a place that was read.
/// </summary>
sealed class SqliteFeed : IFeed
{
    readonly Readers _readers;
    readonly ulong _epoch;

    public SqliteFeed(Readers readers, Lane lane, ulong epoch)
    {
        (_readers, _epoch) = (readers, epoch);
        lane.Flushed += flushed =>
        {
            if (flushed.Facts > 0)
                Moved?.Invoke();
        };
    }

    public event Action? Moved;

    public ValueTask<string> Head(CancellationToken cancellation)
    {
        using var reader = _readers.Rent(cancellation);
        var row = reader.Sql("SELECT n, xid FROM journal ORDER BY n DESC LIMIT 1");
        return ValueTask.FromResult((row.Step() ? new FeedCursor(_epoch, row.Long(1), row.Long(0)) : new(_epoch, 0, 0)).ToString());
    }

    public ValueTask<FeedBatch> After(string cursor, int limit, CancellationToken cancellation)
    {
        var place = FeedCursor.Parse(cursor, _epoch);
        using var reader = _readers.Rent(cancellation);
        Recognise(reader, place);
        var row = reader.Sql("SELECT n, xid, tenant, kind, id FROM journal WHERE n > ? ORDER BY n").Add(place.N);
        var items = new List<FeedItem>();
        while (items.Count < limit && row.Step())
        {
            place = place with { N = row.Long(0), Xid = row.Long(1) };
            var kind = row.Text(3);
            if (EventOf(kind, row.Text(4)) is { } eventId)
                items.Add(new(place.ToString(), new(row.Text(2)), eventId, kind));
        }
        return ValueTask.FromResult(new FeedBatch(items, place.ToString()));
    }

    /// <summary>The row right before the place must be the one it was made from: after a restore it may be another, or none.</summary>
    static void Recognise(Readers.Reader reader, FeedCursor place)
    {
        if (place.N == 0)
            return;
        var row = reader.Sql("SELECT n, xid FROM journal WHERE n >= ? ORDER BY n LIMIT 1").Add(place.N);
        var known = row.Step() ? row.Long(0) != place.N || row.Long(1) == place.Xid : place.N <= Removed(reader);
        if (!known)
            throw new InvalidCursorException("the database was restored to an earlier state; start again from a snapshot");
    }

    /// <summary>How far the journal had come when retention last took rows: they may have been the newest.</summary>
    static long Removed(Readers.Reader reader)
    {
        var row = reader.Sql(MetaRows.Find).Add(MetaRows.Journal);
        return row.Step() ? row.Long(0) : 0;
    }

    static string? EventOf(string kind, string id) =>
        kind switch
        {
            Kinds.Event or Kinds.Escalation => id,
            Kinds.Page => PageIds.EventOf(id),
            _ => null,
        };
}
