using System.Diagnostics;

namespace Watchfloor.Store.Sqlite;

/// <summary>
/// Writes that nobody waits for: they go along with the next flush, and are a reason for one of their own only where none comes for a moment.
/// Whoever holds the lane's gate uses it.
/// </summary>
/// <param name="patience">So long the first of them waits for a flush to come by.</param>
sealed class Passengers(TimeSpan patience)
{
    /// <summary>Longer than a flush takes where there is much to do.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    readonly List<IWrite> _waiting = [];
    long _since;

    public int Count => _waiting.Count;

    /// <summary>How much longer the first of them waits; without end where there is none.</summary>
    public TimeSpan Left
    {
        get
        {
            if (_waiting.Count == 0)
                return Timeout.InfiniteTimeSpan;
            var left = patience - Stopwatch.GetElapsedTime(_since);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public void Add(IWrite write)
    {
        if (_waiting.Count == 0)
            _since = Stopwatch.GetTimestamp();
        _waiting.Add(write);
    }

    public void Board(List<IWrite> writes)
    {
        writes.AddRange(_waiting);
        _waiting.Clear();
    }
}
