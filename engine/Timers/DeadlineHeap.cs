namespace Orleans.Timers;

/// <summary>Something that is due once at a time.</summary>
interface IDeadline
{
    /// <summary>Kept by the heap; <see cref="DeadlineHeap.Nowhere"/> at first.</summary>
    int Place { get; set; }

    /// <summary>Called on the thread of the clock; it must be short and not throw.</summary>
    void OnDue();
}

/// <summary>
/// All deadlines of one clock, behind a single timer of it that is set to the earliest. Deadlines that are due when the clock moves have
/// been told before its timer callback returns.
/// </summary>
sealed class DeadlineHeap : IDisposable
{
    internal const int Nowhere = -1;

    /// <summary>It came due and was not set again yet.</summary>
    const int Told = -2;

    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(0xfffffffe);

    readonly Lock _gate = new();
    readonly TimeProvider _clock;
    readonly ITimer _timer;
    readonly double _ticksPerCount;
    Entry[] _entries = new Entry[16];
    int _count;
    long _armed = long.MaxValue;

    internal DeadlineHeap(TimeProvider clock)
    {
        _clock = clock;
        _ticksPerCount = (double)TimeSpan.TicksPerSecond / clock.TimestampFrequency;
        // A timer captures the context it is made in, and ticks must not inherit that of whoever started the silo.
        using (ExecutionContext.SuppressFlow())
            _timer = clock.CreateTimer(
                static self => ((DeadlineHeap)self!).Fire(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
    }

    internal TimeProvider Clock => _clock;

    /// <summary>Moves the deadline to so long from now; an infinite wait removes it. False, and nothing is done, when it has come due.</summary>
    internal bool Set(IDeadline deadline, TimeSpan wait)
    {
        lock (_gate)
        {
            if (deadline.Place == Told)
                return false;
            Place(deadline, wait);
        }
        Tell(deadline, wait);
        return true;
    }

    /// <summary>Sets a deadline whose due moment has been dealt with.</summary>
    internal void SetAgain(IDeadline deadline, TimeSpan wait)
    {
        lock (_gate)
            Place(deadline, wait);
        Tell(deadline, wait);
    }

    // What is due at once needs no clock, and a clock that stands still would never say so.
    static void Tell(IDeadline deadline, TimeSpan wait)
    {
        if (wait == TimeSpan.Zero)
            deadline.OnDue();
    }

    void Place(IDeadline deadline, TimeSpan wait)
    {
        RemoveEntry(deadline);
        deadline.Place = wait == TimeSpan.Zero ? Told : Nowhere;
        if (wait > TimeSpan.Zero)
            Insert(new(_clock.GetTimestamp() + (long)Math.Ceiling(wait.Ticks / _ticksPerCount), deadline));
        Arm();
    }

    internal void Remove(IDeadline deadline)
    {
        lock (_gate)
            RemoveEntry(deadline);
    }

    public void Dispose() => _timer.Dispose();

    void Fire()
    {
        while (true)
        {
            IDeadline due;
            lock (_gate)
            {
                _armed = long.MaxValue;
                if (_count == 0 || _entries[0].Due > _clock.GetTimestamp())
                {
                    Arm();
                    return;
                }
                due = _entries[0].Deadline;
                RemoveEntry(due);
                due.Place = Told;
            }
            due.OnDue();
        }
    }

    // A removed earliest deadline leaves the timer as it is: it fires once for nothing and is set anew.
    void Arm()
    {
        if (_count == 0 || _entries[0].Due >= _armed)
            return;
        _armed = _entries[0].Due;
        var wait = TimeSpan.FromTicks((long)Math.Ceiling(Math.Max(0, _armed - _clock.GetTimestamp()) * _ticksPerCount));
        // System timers cut to whole milliseconds and would fire just before the deadline.
        if (ReferenceEquals(_clock, TimeProvider.System))
            wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        _timer.Change(wait < Longest ? wait : Longest, Timeout.InfiniteTimeSpan);
    }

    void Insert(Entry entry)
    {
        if (_count == _entries.Length)
            Array.Resize(ref _entries, _count * 2);
        Up(_count++, entry);
    }

    void RemoveEntry(IDeadline deadline)
    {
        var place = deadline.Place;
        if (place < 0)
            return;
        deadline.Place = Nowhere;
        var last = _entries[--_count];
        _entries[_count] = default;
        if (place == _count)
            return;
        if (place > 0 && last.Due < _entries[(place - 1) / 2].Due)
            Up(place, last);
        else
            Down(place, last);
    }

    void Up(int place, Entry entry)
    {
        while (place > 0 && entry.Due < _entries[(place - 1) / 2].Due)
        {
            Put(place, _entries[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
        Put(place, entry);
    }

    void Down(int place, Entry entry)
    {
        while (place * 2 + 1 < _count)
        {
            var child = place * 2 + 1;
            if (child + 1 < _count && _entries[child + 1].Due < _entries[child].Due)
                child++;
            if (_entries[child].Due >= entry.Due)
                break;
            Put(place, _entries[child]);
            place = child;
        }
        Put(place, entry);
    }

    void Put(int place, Entry entry)
    {
        _entries[place] = entry;
        entry.Deadline.Place = place;
    }

    readonly record struct Entry(long Due, IDeadline Deadline);
}
