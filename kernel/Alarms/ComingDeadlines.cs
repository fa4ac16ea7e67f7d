namespace Watchfloor.Kernel;

/// <summary>
/// What an alarm clock holds between two readings of its table: the next deadlines, in their order. It forgets them with the process; the
/// table does not.
/// </summary>
sealed class ComingDeadlines(KernelMeters meters)
{
    readonly PriorityQueue<DueEntry, (DateTimeOffset At, int Rank)> _queue = new();

    /// <summary>Told by grains since the last reading began: that one may have been too early to find them.</summary>
    readonly List<DueEntry> _told = [];

    int _counted;

    /// <summary>When the first one is due.</summary>
    public DateTimeOffset? Next => _queue.TryPeek(out _, out var first) ? first.At : null;

    /// <summary>A grain that rang by itself goes to sleep.</summary>
    public void Expect(DueEntry entry)
    {
        _told.Add(entry);
        Add(entry);
        Count();
    }

    /// <summary>A reading begins.</summary>
    public int Begin() => _told.Count;

    /// <summary>What was read is all there is, but for what was told since the reading began.</summary>
    public void Replace(IEnumerable<DueEntry> entries, int began)
    {
        _told.RemoveRange(0, began);
        _queue.Clear();
        foreach (var entry in entries)
            Add(entry);
        foreach (var entry in _told)
            Add(entry);
        Count();
    }

    /// <summary>Those that are due, the first of them first.</summary>
    public List<DueEntry> Take(DateTimeOffset now)
    {
        var ripe = new List<DueEntry>();
        while (_queue.TryPeek(out _, out var first) && first.At <= now)
            ripe.Add(_queue.Dequeue());
        Count();
        return ripe;
    }

    /// <summary>The clock stops.</summary>
    public void Clear()
    {
        _queue.Clear();
        Count();
    }

    void Add(DueEntry entry) => _queue.Enqueue(entry, (entry.At, entry.Rank));

    void Count()
    {
        meters.Held(_queue.Count - _counted);
        _counted = _queue.Count;
    }
}
