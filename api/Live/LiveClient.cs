using System.Threading.Channels;

namespace Watchfloor.Live;

/// <summary>
/// One who looks. The queue is bounded: who does not keep up is cut off rather than slowing the others, loses nothing (the
/// feed is durable) and resumes with the last cursor.
/// </summary>
sealed class LiveClient(TenantId tenant, int capacity)
{
    readonly Channel<Telling> _queue = Channel.CreateBounded<Telling>(
        new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true }
    );
    readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public TenantId Tenant => tenant;

    public ChannelReader<Telling> Queue => _queue.Reader;

    public bool IsGone { get; private set; }

    /// <summary>Of what is told next it has got some while it caught up.</summary>
    public bool HasSeenSome => _seen.Count > 0;

    /// <summary>Changes that it got while it caught up; they are not told again.</summary>
    public void HasSeen(LiveBatch batch) => _seen.UnionWith(batch.Changes.Select(change => change.Cursor));

    /// <summary>False where it was cut off.</summary>
    public bool Offer(LiveBatch batch, Round round)
    {
        if (_seen.Count > 0)
        {
            batch = batch.With(batch.Changes.Where(change => !_seen.Contains(change.Cursor)));
            if (batch.Changes.Count == 0)
                return true;
            _seen.Clear(); // the feed is in order: what comes now is new
        }
        if (_queue.Writer.TryWrite(new(batch, round)))
        {
            round.Tell();
            return true;
        }
        Leave(new TooSlowException());
        return false;
    }

    public void Leave(Exception? why = null)
    {
        IsGone = true;
        _queue.Writer.TryComplete(why);
    }
}

/// <summary>What one who looks is told, and in which round.</summary>
readonly record struct Telling(LiveBatch Batch, Round Round);

/// <summary>A client did not keep up with the live feed.</summary>
sealed class TooSlowException() : Exception("You fell behind. Come back with your last cursor: nothing is lost.");
