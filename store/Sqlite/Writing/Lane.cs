namespace Watchfloor.Store.Sqlite;

/// <summary>
/// The one thread that writes. It takes everything that waits, makes it one transaction, and looks again when the disk has it: the
/// slower the disk, the more commits share a flush. A transaction that fails fails all that was in it, and the lane goes on.
/// </summary>
sealed class Lane : IAsyncDisposable
{
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    readonly object _gate = new();
    readonly Writer _writer;
    readonly Thread _thread;
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    List<IWrite> _waiting = [];
    List<IWrite> _taken = [];
    long _tickets;
    long _flushes;
    bool _closing;
    volatile string? _trouble;

    public Lane(Writer writer)
    {
        _writer = writer;
        _thread = new Thread(Run) { IsBackground = true, Name = "watchfloor-lane" };
        _thread.Start();
    }

    /// <summary>Raised after each flush with what it added, before its writes complete, on the lane's thread.</summary>
    public event Action<Flushed>? Flushed;

    /// <summary>Why the last flush failed; null once one succeeded.</summary>
    public string? Trouble => _trouble;

    public long Flushes => Volatile.Read(ref _flushes);

    /// <summary>Takes a write in, in the order of calls.</summary>
    public Task<TResult> Enqueue<TResult>(Write<TResult> write)
    {
        lock (_gate)
        {
            if (_closing)
                return Task.FromException<TResult>(new StoreFailedException("the store is closed"));
            write.Ticket = ++_tickets;
            _waiting.Add(write);
            if (_waiting.Count == 1)
                Monitor.Pulse(_gate);
        }
        return write.Done;
    }

    /// <summary>Makes durable what was taken in, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }
        await _ended.Task;
    }

    void Run()
    {
        while (Take())
        {
            Flush();
            _taken.Clear();
        }
        _ended.SetResult();
    }

    /// <summary>Waits for work. In trouble it comes back without any, so that the end of the trouble is noticed.</summary>
    bool Take()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_closing)
                    return false;
                if (_trouble is null)
                    Monitor.Wait(_gate);
                else if (!Monitor.Wait(_gate, RetryAfter))
                    break;
            }
            (_taken, _waiting) = (_waiting, _taken);
            return true;
        }
    }

    void Flush()
    {
        if (Written() is not { } flushed)
            return;
        if (flushed.Any)
            Flushed?.Invoke(flushed);
        foreach (var write in _taken)
            write.Succeed();
        _writer.Settle(Issued());
    }

    Flushed? Written()
    {
        try
        {
            var flushed = _writer.Flush(_taken);
            _trouble = null;
            Volatile.Write(ref _flushes, _flushes + 1);
            return flushed;
        }
        // Whatever it was, everybody who waits must hear of it, and the lane must live on.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            var why = e as StoreFailedException ?? new StoreFailedException($"the store could not write: {e.Message}", e);
            _trouble = why.Message;
            foreach (var write in _taken)
                write.Fail(why);
            _writer.Settle(Issued());
            return null;
        }
    }

    long Issued()
    {
        lock (_gate)
            return _tickets;
    }
}

/// <summary>What a flush added.</summary>
readonly record struct Flushed(bool Facts, bool Messages)
{
    public bool Any => Facts || Messages;
}
