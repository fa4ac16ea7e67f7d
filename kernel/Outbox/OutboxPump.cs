using System.Collections.Frozen;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Watchfloor.Events;

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

    const int Telling = 10;
    const int InMemory = 4096;
    const int PageSize = 512;
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    readonly FrozenDictionary<string, IDelivery> _deliveries = deliveries.ToFrozenDictionary(delivery => delivery.Kind);
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

    bool Room()
    {
        lock (_lock)
            return _chains.Count < InMemory;
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
        (HashSet<Line> Lines, long From)? wanted;
        lock (_lock)
            wanted = _chains.Short;
        if (wanted is not var (lines, from))
            return;
        for (var isWhole = false; !isWhole && lines.Count > 0 && Room(); )
        {
            var page = await outbox.After(from - 1, PageSize, stopping);
            foreach (var message in page.TakeWhile(message => message.Seq <= _read))
            {
                bool mayGo;
                lock (_lock)
                    mayGo = _chains.Refill(lines, message);
                if (mayGo)
                    _ = Run(message, stopping);
            }
            isWhole = page.Count < PageSize || page[^1].Seq >= _read;
            if (isWhole)
                lock (_lock)
                    _chains.AreWhole(lines);
            else
                from = page[^1].Seq + 1;
        }
    }

    async Task Run(Outgoing? message, CancellationToken stopping)
    {
        await Task.Yield();
        // Behind a message that was given up, one try each is enough: a grain that is broken must not hold everybody's room.
        var patience = GiveUpAfter;
        while (message is not null && !stopping.IsCancellationRequested)
        {
            try
            {
                patience = await Deliver(message, patience, stopping) ? GiveUpAfter : 1;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return; // it stays in the store and goes out after the next start
            }
            message = Finish(message);
        }
    }

    /// <summary>True when it was delivered, false when it was given up.</summary>
    async Task<bool> Deliver(Outgoing message, int patience, CancellationToken stopping)
    {
        for (var attempt = message.Attempts + 1; ; attempt++)
        {
            CallerContext.Follow(message.Trace);
            using var span = DeliverySpan.Begin(message, attempt);
            try
            {
                var delivery = _deliveries.TryGetValue(message.Target.Kind, out var known)
                    ? known
                    : throw new InvalidOperationException($"nothing takes messages of kind '{message.Target.Kind}'");
                var outcome = await delivery.Deliver(grains, message, stopping);
                span?.SetTag("watchfloor.outcome", outcome.Kind.ToString().ToLowerInvariant());
                if (!outcome.Succeeded)
                    KernelLog.Refused(log, message.Target, message.Command, message.Source, outcome.Reason);
                meters.Delivered();
                return true;
            }
            catch (Exception e) when (!(e is OperationCanceledException && stopping.IsCancellationRequested))
            {
                meters.DeliveryFailed();
                span?.Fail(e.GetType().Name);
                // The whole story once in a while, a line each time.
                var story = attempt % Telling == 1 ? e : null;
                KernelLog.NotDelivered(log, story, message.Command, message.Source, message.Target, attempt, e.Message);
                span?.Stop(); // the wait before the next attempt is none of its time
                if (attempt >= patience && await GaveUp(message, e, stopping))
                    return false;
                await Count(message, attempt, e);
                await Task.Delay(Backoff(attempt), clock, stopping);
            }
        }
    }

    /// <summary>The count is for people. Where even that cannot be written, the line goes on all the same.</summary>
    async Task Count(Outgoing message, int attempt, Exception why)
    {
        try
        {
            await outbox.Failed(message.Seq, attempt, why.Message);
        }
        catch (Exception e)
        {
            log.LogDebug(e, "The failed attempt {Attempt} of message {Seq} could not be counted", attempt, message.Seq);
        }
    }

    /// <summary>The event first, then the parking: if the event cannot be raised, the message goes on being tried.</summary>
    async Task<bool> GaveUp(Outgoing message, Exception why, CancellationToken stopping)
    {
        try
        {
            var detection = UndeliveredMessage.Detection(message, why, clock.GetUtcNow());
            var correlation = CorrelationKey.Of(message.Target.Tenant, detection.FacilityId, detection.Category);
            await grains.GetGrain<ICorrelationGrain>(correlation.ToGrainId()).Take(detection, new($"undelivered/{message.Seq}"), stopping);
            await outbox.Park(message.Seq, why.Message);
            return true;
        }
        catch (Exception e) when (!(e is OperationCanceledException && stopping.IsCancellationRequested))
        {
            log.LogError(e, "{Command} to {Target} could not be parked; it goes on being tried", message.Command, message.Target);
            return false;
        }
    }

    TimeSpan Backoff(int attempt)
    {
        var wait = TimeSpan.FromMilliseconds(50) * Math.Pow(2, Math.Min(attempt, 12)) * (0.5 + ids.Chance());
        return wait < LongestWait ? wait : LongestWait;
    }

    Outgoing? Finish(Outgoing message)
    {
        lock (_lock)
        {
            _done.Add(message.Seq);
            var next = _chains.Next(message, out var runsShort);
            _finished.Set();
            if (runsShort || _chains.Count == InMemory / 2)
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
