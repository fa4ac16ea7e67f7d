using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Watchfloor.Kernel;

/// <summary>
/// Delivers effects: at least once, in order per source and target, as soon as they are durable. Nothing is polled: a flush
/// that added messages says so. A message that fails is tried again with a growing wait, its line behind it; after
/// <see cref="GiveUpAfter"/> failures it is parked for people, and an event says so.
/// </summary>
public sealed class OutboxPump(
    IOutbox outbox,
    IGrainFactory grains,
    IEnumerable<IDelivery> deliveries,
    IIds ids,
    KernelMeters meters,
    KernelReadiness readiness,
    [FromKeyedServices(InfrastructureTime.Key)] TimeProvider clock,
    ILogger<OutboxPump> log
) : BackgroundService
{
    /// <summary>How many failures of one message make it a matter for people.</summary>
    public const int GiveUpAfter = 20;

    const int PageSize = 512;
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    readonly Attempts _attempts = new(outbox, grains, deliveries, ids, meters, clock, log);
    readonly Lock _lock = new();
    readonly Chains _chains = new();
    readonly Signal _news = new();
    readonly Signal _finished = new();
    List<long> _done = [];
    long _read;
    long _unread; // flushes that were announced and not yet read

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

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        outbox.Added += Announce;
        try
        {
            Announce();
            readiness.OutboxRuns = true;
            await Task.WhenAll(Read(stoppingToken), Forget(stoppingToken));
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
            await _news.Wait(stopping);
            var announced = Interlocked.Read(ref _unread);
            try
            {
                do await Refill(stopping);
                while (Room() && await ReadPage(stopping) == PageSize);
                Interlocked.Add(ref _unread, -announced);
            }
            catch (Exception e) when (e is not OperationCanceledException)
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
        var page = await outbox.After(_read, PageSize, stopping);
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
            var page = await outbox.After(from - 1, PageSize, stopping);
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
                var wasDelivered = await _attempts.Deliver(message, PatienceWith(message), Stall, stopping);
                message = Finish(message, wasDelivered);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return; // it stays in the store and goes out after the next start
            }
        }
    }

    // Behind a message that was given up, one try each is enough: there is nobody to take them.
    int PatienceWith(Outgoing message)
    {
        lock (_lock)
            return _chains.IsBehindOneGivenUp(message) ? 1 : GiveUpAfter;
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

    Outgoing? Finish(Outgoing message, bool wasDelivered)
    {
        lock (_lock)
        {
            _done.Add(message.Seq);
            var next = _chains.Next(message, !wasDelivered, out var runsShort);
            _finished.Set();
            if (_chains.HasRoomAgain() || runsShort)
                Announce(); // the rest of the line, or all reading, had stopped for want of room
            return next;
        }
    }

    async Task Forget(CancellationToken stopping)
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
                    _done.RemoveRange(0, done.Count);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "{Count} delivered messages could not be forgotten; receivers drop the repeats", done.Count);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stopping);
                _finished.Set();
            }
        }
    }
}
