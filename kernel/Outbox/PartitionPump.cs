using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Watchfloor.Kernel;

/// <summary>
/// Delivers what one partition of the outbox holds, from its first message on. What was delivered and not forgotten when it ends is
/// delivered again by the next one; receivers drop the repeats.
/// </summary>
sealed class PartitionPump(int partition, IOutbox outbox, Attempts attempts, TimeProvider clock, ILogger log)
{
    const int PageSize = 512;
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(5);

    readonly Lock _lock = new();
    readonly Chains _chains = new();
    readonly Signal _news = new();
    readonly Signal _finished = new();
    readonly Dictionary<long, TaskCompletionSource> _awaited = [];
    List<long> _done = [];
    long _read;
    long _unread = 1; // flushes that were announced and not yet read; what is there at the start is one

    /// <summary>True when every message that was durable when asked has been delivered and forgotten.</summary>
    public bool IsQuiet
    {
        get
        {
            lock (_lock)
                return _chains.IsEmpty && _done.Count == 0 && Interlocked.Read(ref _unread) == 0;
        }
    }

    /// <summary>For how long the oldest message has been waiting here; null where none does.</summary>
    public TimeSpan? OldestWait
    {
        get
        {
            lock (_lock)
                return _chains.Oldest is { } since ? Stopwatch.GetElapsedTime(since) : null;
        }
    }

    public async Task Run(CancellationToken ending)
    {
        outbox.Added += Announce;
        try
        {
            _news.Set();
            await Task.WhenAll(Read(ending), Forget(ending));
        }
        finally
        {
            outbox.Added -= Announce;
        }
    }

    void Announce()
    {
        Interlocked.Increment(ref _unread);
        _news.Set();
    }

    async Task Read(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (_news.IsSet)
                await Task.Delay(Behind, clock, stopping); // more comes than is read: what comes in a moment shares a read
            await _news.Wait(stopping);
            var announced = Interlocked.Read(ref _unread);
            try
            {
                do await Refill(stopping);
                while (Room() && await ReadPage(stopping) == PageSize);
                Interlocked.Add(ref _unread, -announced);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                log.LogWarning(e, "The outbox could not be read; it is read again in a second");
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stopping);
                _news.Set();
            }
        }
    }

    bool Refills()
    {
        lock (_lock)
            return _chains.Refills && _chains.AskForRoom();
    }

    bool Room()
    {
        lock (_lock)
            return _chains.AskForRoom();
    }

    async Task<int> ReadPage(CancellationToken stopping)
    {
        var page = await outbox.After(partition, _read, PageSize, stopping);
        foreach (var message in page)
        {
            _read = message.Seq;
            bool mayGo;
            lock (_lock)
                mayGo = _chains.Enqueue(message);
            if (mayGo)
                _ = Run(message, stopping); // observes its own failures
        }
        return page.Count;
    }

    /// <summary>Reads again what was left out of lines that run short; never past what was read, which is in order anyway.</summary>
    async Task Refill(CancellationToken stopping)
    {
        long? wanted;
        lock (_lock)
            wanted = _chains.BeginRefill();
        if (wanted is not { } from)
            return;
        for (var isWhole = false; !isWhole && Refills(); )
        {
            var page = await outbox.After(partition, from - 1, PageSize, stopping);
            foreach (var message in page.TakeWhile(message => message.Seq <= _read))
            {
                bool mayGo;
                lock (_lock)
                    mayGo = _chains.Refill(message);
                if (mayGo)
                    _ = Run(message, stopping);
            }
            isWhole = page.Count < PageSize || page[^1].Seq >= _read;
            if (isWhole)
                lock (_lock)
                    _chains.AreWhole();
            else
                from = page[^1].Seq + 1;
        }
    }

    async Task Run(Outgoing? message, CancellationToken stopping)
    {
        await Task.Yield();
        while (message is not null && !stopping.IsCancellationRequested)
        {
            try
            {
                var end = await attempts.Deliver(message, PatienceWith(message), Stall, stopping);
                if (end == DeliveryEnd.DeliveredWithoutTrace)
                    await Forgotten(message).WaitAsync(stopping);
                message = Finish(message, end);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return; // it stays in the store and goes out with whoever is next
            }
        }
    }

    // Behind a message that was given up, one try each is enough: there is nobody to take them.
    int PatienceWith(Outgoing message)
    {
        lock (_lock)
            return _chains.IsBehindOneGivenUp(message) ? 1 : OutboxPump.GiveUpAfter;
    }

    void Stall(Outgoing message)
    {
        lock (_lock)
        {
            _chains.Stall(message);
            if (_chains.HasRoomAgain())
                Announce();
        }
    }

    /// <summary>Completes when nobody will deliver it again. That it shares a flush with others costs its line a moment.</summary>
    Task Forgotten(Outgoing message)
    {
        var forgotten = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _done.Add(message.Seq);
            _awaited.Add(message.Seq, forgotten);
        }
        _finished.Set();
        return forgotten.Task;
    }

    Outgoing? Finish(Outgoing message, DeliveryEnd end)
    {
        lock (_lock)
        {
            if (end != DeliveryEnd.DeliveredWithoutTrace)
                _done.Add(message.Seq);
            var next = _chains.Next(message, end == DeliveryEnd.GivenUp, out var runsShort);
            _finished.Set();
            if (_chains.HasRoomAgain() || runsShort)
                Announce(); // the rest of the line, or all reading, had stopped for want of room
            return next;
        }
    }

    async Task Forget(CancellationToken stopping)
    {
        try
        {
            await ForgetAsTheyCome(stopping);
        }
        finally
        {
            await ForgetLast();
        }
    }

    /// <summary>What is delivered is not to be delivered again by whoever takes over.</summary>
    async Task ForgetLast()
    {
        List<long> done;
        lock (_lock)
            done = [.. _done];
        try
        {
            if (done.Count > 0)
                await outbox.Done(done);
        }
        catch (Exception e)
        {
            log.LogDebug(e, "{Count} delivered messages were not forgotten at the end; receivers drop the repeats", done.Count);
        }
    }

    async Task ForgetAsTheyCome(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await _finished.Wait(stopping);
            await Task.Delay(Gathering, clock, stopping); // forgetting shares a flush; what is repeated after a crash is dropped by its receiver
            List<long> done;
            lock (_lock)
                done = [.. _done];
            if (done.Count == 0)
                continue;
            try
            {
                await outbox.Done(done);
                lock (_lock)
                {
                    _done.RemoveRange(0, done.Count);
                    foreach (var seq in done)
                        if (_awaited.Remove(seq, out var forgotten))
                            forgotten.SetResult();
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                log.LogWarning(e, "{Count} delivered messages could not be forgotten; receivers drop the repeats", done.Count);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stopping);
                _finished.Set();
            }
        }
    }
}
