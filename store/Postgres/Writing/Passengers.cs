namespace Watchfloor.Store.Postgres;

/// <summary>
/// Writes that may wait a moment. While commits are under way they go along with the next batch, and cost no transaction of their own; else,
/// or where none takes them in time, they go by the side lane.
/// </summary>
sealed class Passengers : IDisposable
{
    /// <summary>Longer than a batch takes where there is much to do.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    readonly Lock _gate = new();
    readonly Func<bool> _areUnderWay;
    readonly Func<Lane> _side;
    readonly ITimer _timer;
    List<Write<bool>> _waiting = [];
    bool _isClosed;

    public Passengers(Func<bool> areUnderWay, Func<Lane> side, TimeProvider time)
    {
        (_areUnderWay, _side) = (areUnderWay, side);
        _timer = time.CreateTimer(_ => GoBySide(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Task Add(Write<bool> write)
    {
        var areUnderWay = _areUnderWay();
        lock (_gate)
        {
            if (_isClosed || !areUnderWay)
                return _side().Enqueue(write);
            _waiting.Add(write);
            if (_waiting.Count == 1)
                _timer.Change(Patience, Timeout.InfiniteTimeSpan);
        }
        return write.Done;
    }

    /// <summary>All of them, for a batch that goes now.</summary>
    public IReadOnlyList<IWrite> Take()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = [];
            return taken;
        }
    }

    /// <summary>Before the side lane ends.</summary>
    public void Dispose()
    {
        lock (_gate)
            _isClosed = true;
        _timer.Dispose();
        GoBySide();
    }

    void GoBySide()
    {
        foreach (var write in Take())
            _ = _side().Enqueue((Write<bool>)write); // whoever added it waits for it
    }
}
