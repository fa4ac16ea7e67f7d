using System.Diagnostics;

namespace Watchfloor.Store.Sqlite;

/// <summary>
/// The one thread that writes. It takes everything that waits, makes it one transaction, and looks again when the disk has it: the
/// slower the disk, the more commits share a flush. A transaction that fails fails all that was in it, and the lane goes on; where the
/// database takes all but one of them, that one fails alone.
/// </summary>
sealed class Lane : IAsyncDisposable
{
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    readonly object _gate = new();
    readonly Writer _writer;
    readonly Thread _thread;
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Passengers _along;
    List<IWrite> _waiting = [];
    List<IWrite> _taken = [];
    long _tickets;
    long _flushes;
    long _facts;
    bool _closing;
    volatile string? _trouble;

    /// <param name="patience">So long what may go along waits for somebody.</param>
    public Lane(Writer writer, TimeSpan patience)
    {
        (_writer, _along) = (writer, new(patience));
        _facts = writer.Journal.Last;
        _thread = new Thread(Run) { IsBackground = true, Name = "watchfloor-lane" };
        _thread.Start();
    }

    /// <summary>Raised after each flush with what it added, before its writes complete, on the lane's thread.</summary>
    public event Action<Flushed>? Flushed;

    /// <summary>Why the last flush failed; null once one succeeded.</summary>
    public string? Trouble => _trouble;

    /// <summary>Writes that no flush has taken yet.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting.Count + _along.Count;
        }
    }

    public long Flushes => Volatile.Read(ref _flushes);

    /// <summary>What was written of each kind.</summary>
    public KindWrites Kinds { get; } = new(isAlone: true);

    /// <summary>Durable facts.</summary>
    public long Facts => Volatile.Read(ref _facts);

    /// <summary>Takes a write in, in the order of calls.</summary>
    public Task<TResult> Enqueue<TResult>(Write<TResult> write)
    {
        lock (_gate)
        {
            if (_closing)
                return Closed<TResult>();
            write.Ticket = ++_tickets;
            _waiting.Add(write);
            if (_waiting.Count == 1)
                Monitor.Pulse(_gate);
        }
        return write.Done;
    }

    /// <summary>The same for what may wait a moment for others to go with.</summary>
    public Task<TResult> Along<TResult>(Write<TResult> write)
    {
        lock (_gate)
        {
            if (_closing)
                return Closed<TResult>();
            write.Ticket = ++_tickets;
            _along.Add(write);
            if (_along.Count == 1)
                Monitor.Pulse(_gate);
        }
        return write.Done;
    }

    static Task<TResult> Closed<TResult>() => Task.FromException<TResult>(new StoreFailedException("the store is closed"));

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

    /// <summary>
    /// Waits for work, and takes along what may wait for it. In trouble it comes back without any, so that the end of the trouble is noticed.
    /// </summary>
    bool Take()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closing)
            {
                if (!Monitor.Wait(_gate, _trouble is not null && _along.Count == 0 ? RetryAfter : _along.Left))
                    break;
            }
            (_taken, _waiting) = (_waiting, _taken);
            _along.Board(_taken);
            return _taken.Count > 0 || !_closing;
        }
    }

    void Flush()
    {
        _writer.Lost.Begin();
        foreach (var write in _taken)
            Kinds.Begin(write.Kind);
        var ends = new List<(List<IWrite> Writes, StoreFailedException? Why)>();
        Write(_taken, ends);
        foreach (var commit in ends.Where(end => end.Why is not null).SelectMany(end => end.Writes).OfType<CommitWrite>())
            _writer.Lost.Add(commit.Entity);
        if (!_writer.Lost.AnyUnanswered)
        {
            Answer(ends);
            return;
        }
        // Nobody enqueues between the answers and the count of what was enqueued before them.
        lock (_gate)
        {
            Answer(ends);
            _writer.Lost.Answered(_tickets);
        }
    }

    void Answer(List<(List<IWrite> Writes, StoreFailedException? Why)> ends)
    {
        foreach (var (writes, why) in ends)
        {
            foreach (var write in writes)
            {
                Kinds.End(write.Kind, isKnown: true);
                if (why is null)
                    write.Succeed();
                else
                    write.Fail(why);
            }
        }
    }

    /// <summary>All in one transaction; where one of them is at fault each half by itself, in their order, until that one fails alone.</summary>
    void Write(List<IWrite> writes, List<(List<IWrite>, StoreFailedException?)> ends)
    {
        var why = Write(writes);
        if (why is null || writes.Count < 2 || !why.IsUnfit)
        {
            ends.Add((writes, why));
            return;
        }
        var half = writes.Count / 2;
        Write(writes[..half], ends);
        Write(writes[half..], ends);
    }

    /// <summary>Null when it is durable, and whoever listens was told.</summary>
    StoreFailedException? Write(List<IWrite> writes)
    {
        var began = Stopwatch.GetTimestamp();
        Flushed flushed;
        try
        {
            flushed = _writer.Flush(writes);
        }
        // Whatever it was, everybody who waits must hear of it, and the lane must live on.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            var why = e as StoreFailedException ?? new StoreFailedException($"the store could not write: {e.Message}", e);
            if (!why.IsUnfit)
                _trouble = why.Message;
            return why;
        }
        _trouble = null;
        StoreMeters.Flushed("sqlite", writes.Count, Stopwatch.GetElapsedTime(began));
        Volatile.Write(ref _flushes, _flushes + 1);
        Volatile.Write(ref _facts, _facts + flushed.Facts);
        Flushed?.Invoke(flushed);
        return null;
    }
}

/// <summary>How much a flush added.</summary>
readonly record struct Flushed(long Facts, long Messages);
