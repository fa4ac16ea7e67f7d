namespace Watchfloor.Store.Postgres;

/// <summary>
/// One line of writes with a connection of its own. It takes everything that waits, makes it one transaction, and looks again when the
/// database has it: the slower the disk, the more commits share a flush. Where others write too it waits a moment between. All commits of an entity go through the same lane, in order.
/// </summary>
sealed class Lane : IAsyncDisposable
{
    const int Most = 2_000;

    readonly Lock _gate = new();
    readonly SemaphoreSlim _news = new(0);
    readonly LaneFlushes _flushes;
    readonly LaneGuard _guard;
    readonly Task _running;
    readonly LostEntities _lost;
    readonly Queue<IWrite> _waiting = [];
    readonly Linger _linger;
    readonly KindWrites _kinds;
    readonly Passengers? _passengers;
    readonly TimeProvider _time;
    TaskCompletionSource? _underWay;
    long _tickets;
    bool _isClosing;

    /// <param name="passengers">Who goes along with its batches.</param>
    public Lane(
        LaneFlushes flushes,
        LostEntities lost,
        LaneGuard guard,
        Linger linger,
        KindWrites kinds,
        TimeProvider time,
        Passengers? passengers = null
    )
    {
        (_flushes, _lost, _guard, _linger, _kinds, _time, _passengers) = (flushes, lost, guard, linger, kinds, time, passengers);
        IsReady = Task.Run(flushes.Prepare);
        _running = Task.Run(Run);
    }

    /// <summary>Completes when the first write finds everything prepared, or must see to it itself.</summary>
    public Task IsReady { get; }

    /// <summary>Why the last flush failed; null once one succeeded.</summary>
    public string? Trouble => _flushes.Trouble;

    /// <summary>Writes that wait for their flush.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Whether writes wait or are on their way.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_gate)
                return _waiting.Count > 0 || _underWay is not null;
        }
    }

    /// <summary>Takes a write in, in the order of calls.</summary>
    public Task<TResult> Enqueue<TResult>(Write<TResult> write)
    {
        lock (_gate)
        {
            if (_isClosing)
                return Task.FromException<TResult>(new StoreFailedException("the store is closed"));
            write.Ticket = ++_tickets;
            _waiting.Enqueue(write);
            if (_waiting.Count == 1)
                _news.Release();
            _linger.Has(_waiting.Count);
        }
        return write.Done;
    }

    /// <summary>
    /// Completes when the batch that is under way has ended, and with it every one before: a later one asks anew what may be written.
    /// Throws where the database cannot tell whether one of them still runs.
    /// </summary>
    public async Task Settled(CancellationToken cancellation)
    {
        Task? ended;
        lock (_gate)
            ended = _underWay?.Task;
        if (ended is not null)
            await ended.WaitAsync(cancellation);
        await _flushes.Ended(cancellation);
    }

    /// <summary>Makes durable what was taken in, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (!_isClosing)
                _news.Release();
            _isClosing = true;
            _linger.Has(int.MaxValue); // nobody comes any more
        }
        await _running;
        await _flushes.DisposeAsync();
    }

    async Task Run()
    {
        await IsReady;
        while (await Take() is { } taken)
        {
            var began = _time.GetTimestamp();
            await Flush(taken);
            await Gather(taken.Count, _time.GetElapsedTime(began));
        }
    }

    Task Gather(int answered, TimeSpan took)
    {
        lock (_gate)
            return _isClosing || _waiting.Count >= Most ? Task.CompletedTask : _linger.For(_waiting.Count, answered, took);
    }

    /// <summary>Waits for work; null at the end. In trouble it comes back without any, so that the end of the trouble is noticed.</summary>
    async Task<List<IWrite>?> Take()
    {
        while (true)
        {
            lock (_gate)
            {
                var taken = new List<IWrite>(Math.Min(_waiting.Count, Most));
                while (taken.Count < Most && _waiting.TryDequeue(out var write))
                    taken.Add(write);
                if (taken.Count > 0)
                {
                    _underWay = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    return taken;
                }
                if (_isClosing)
                    return null;
            }
            if (!await _news.WaitAsync(_flushes.Trouble is null ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(1)))
                return [];
        }
    }

    async Task Flush(List<IWrite> taken)
    {
        _lost.Begin();
        var released = Release(taken);
        var along = taken.Count > 0 && _passengers is not null ? _passengers.Take() : [];
        List<IWrite> together = [.. taken, .. along];
        foreach (var write in together)
            _kinds.Begin(write.Kind);
        var answers = taken.Count > 0 || released.Count == 0 ? await _flushes.Write(together) : [];
        foreach (var (write, why) in answers)
        {
            if (why is not null && write is CommitWrite commit)
                _lost.Add(commit.Entity);
        }
        // Nobody enqueues between the answers and the count of what was enqueued before them.
        lock (_gate)
        {
            foreach (var write in released)
                write.Fail(new StoreFailedException($"{((CommitWrite)write).Entity} is served elsewhere now"));
            foreach (var (write, why) in answers)
            {
                _kinds.End(write.Kind, isKnown: why is null or { IsUnfit: true });
                if (why is null)
                    write.Succeed();
                else
                    write.Fail(why);
            }
            if (_lost.AnyUnanswered)
                _lost.Answered(_tickets, through: Math.Max(Last(taken), Last(released)));
            _underWay?.SetResult();
            _underWay = null;
        }
    }

    /// <summary>
    /// Takes out what this server may not write any more. It is asked while the batch is under way: whoever hands entities over and then
    /// waits for it has all that was taken before.
    /// </summary>
    List<IWrite> Release(List<IWrite> taken)
    {
        if (!_guard.IsFenced)
            return [];
        var released = taken.FindAll(write => !_guard.Holds(write));
        if (released.Count == 0)
            return released;
        foreach (var commit in released.Cast<CommitWrite>())
            _lost.Add(commit.Entity);
        // With a commit goes all of its entity, even if that was given back meanwhile.
        released = taken.FindAll(write => write is CommitWrite commit && _lost.Contains(commit.Entity, commit.Ticket));
        var gone = released.ToHashSet();
        taken.RemoveAll(gone.Contains);
        return released;
    }

    static long Last(List<IWrite> writes) => writes.Count == 0 ? 0 : writes[^1].Ticket;
}
