namespace Watchfloor.Store.Postgres;

/// <summary>
/// One line of writes with a connection of its own. It takes everything that waits, makes it one transaction, and looks again when the
/// database has it: the slower the disk, the more commits share a flush. All commits of an entity go through the same lane, in order.
/// </summary>
sealed class Lane : IAsyncDisposable
{
    const int Most = 2_000;

    readonly Lock _gate = new();
    readonly SemaphoreSlim _news = new(0);
    readonly LaneFlushes _flushes;
    readonly Task _running;
    readonly LostEntities _lost;
    readonly Queue<IWrite> _waiting = [];
    long _tickets;
    bool _isClosing;

    public Lane(LaneFlushes flushes, LostEntities lost)
    {
        (_flushes, _lost) = (flushes, lost);
        _running = Task.Run(Run);
    }

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
        }
        return write.Done;
    }

    /// <summary>Makes durable what was taken in, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (!_isClosing)
                _news.Release();
            _isClosing = true;
        }
        await _running;
        await _flushes.DisposeAsync();
    }

    async Task Run()
    {
        while (await Take() is { } taken)
            await Flush(taken);
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
                    return taken;
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
        var answers = await _flushes.Write(taken);
        // Nobody enqueues between the answers and the count of what was enqueued before them.
        lock (_gate)
        {
            foreach (var (write, why) in answers)
            {
                if (why is null)
                    write.Succeed();
                else
                    write.Fail(why);
            }
            if (_lost.AnyUnanswered)
                _lost.Answered(_tickets, through: taken[^1].Ticket);
        }
    }
}
