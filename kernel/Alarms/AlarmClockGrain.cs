using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Runtime;

namespace Watchfloor.Kernel;

/// <summary>
/// Reads its partition ahead of time, holds what comes and wakes each at its instant; after an outage it wakes what was missed: the most
/// severe first, then the oldest, a limited number at once. What cannot be woken stays in the table and is tried again.
/// </summary>
[GrainType("alarm-clock"), KeepAlive, HashBasedPlacement]
public sealed class AlarmClockGrain(
    IDueTimes due,
    AlarmTimes times,
    IEnumerable<AtWork> working,
    TimeProvider clock,
    [FromKeyedServices(InfrastructureTime.Key)] TimeProvider machine,
    KernelMeters meters,
    KernelReadiness readiness,
    ILogger<AlarmClockGrain> log
) : Grain, IAlarmClockGrain, IRemindable
{
    /// <summary>A rank is served before the next begins, but one grain that hangs holds up the others no longer than this.</summary>
    static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(1);

    /// <summary>So long a grain that is being woken holds its place among those that are woken at once; one that hangs goes on without.</summary>
    static readonly TimeSpan Place = TimeSpan.FromSeconds(5);

    /// <summary>So many missed deadlines are read at once; the next reading goes on behind them, whoever of them could not be woken.</summary>
    const int MissedLimit = 4096;

    const int ComingLimit = 65_536;
    const int AtOnce = 64;

    readonly Dictionary<DueEntry, DateTimeOffset> _woken = [];

    /// <summary>Who was at work before his deadline, and was asked; his deadline rings all the same.</summary>
    readonly Dictionary<DueEntry, DateTimeOffset> _asked = [];

    readonly ComingDeadlines _coming = new(meters);
    IGrainTimer? _timer;
    DateTimeOffset _nextScan = DateTimeOffset.MinValue;
    DateTimeOffset _nextHold = DateTimeOffset.MinValue;
    DueEntry? _behind;
    bool _ringing;
    bool _ended;

    int Partition => int.Parse(this.GetPrimaryKeyString().AsSpan("clock/".Length));

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Arm();
        try
        {
            await this.RegisterOrUpdateReminder("keep", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(e, "Partition {Partition} has no reminder; every silo keeps its alarm clock awake", Partition);
        }
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _ended = true;
        _coming.Clear();
        readiness.Left(Partition);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Keep() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _nextScan = _nextHold = clock.GetUtcNow();
        Arm();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Expect(EntityId entity, DateTimeOffset at, int rank)
    {
        _coming.Expect(new(entity, at, rank));
        Arm();
        return Task.CompletedTask;
    }

    void Arm()
    {
        if (_ringing || _ended)
            return; // the end of the running round arms; where the grain has moved, its next activation
        var next = _coming.Next is { } first && first < _nextScan ? first : _nextScan;
        var wait = AlarmWaits.Clamp(next - clock.GetUtcNow(), TimeSpan.Zero);
        if (_timer is { } timer)
            timer.Change(wait, Timeout.InfiniteTimeSpan);
        else
            _timer = this.RegisterGrainTimer(
                static (self, cancellation) => self.Ring(cancellation),
                this,
                new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true }
            );
    }

    async Task Ring(CancellationToken cancellation)
    {
        if (_ringing)
            return;
        _ringing = true;
        try
        {
            if (clock.GetUtcNow() is var now && now >= _nextScan)
                await Scan(now, cancellation);
            await Wake(_coming.Take(clock.GetUtcNow()), _woken, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            log.LogWarning(e, "The alarm clock could not look at partition {Partition}; it looks again in a second", Partition);
            _nextScan = _nextHold = clock.GetUtcNow() + AlarmWaits.Again;
        }
        finally
        {
            _ringing = false;
            if (!cancellation.IsCancellationRequested)
                Arm(); // where the grain goes elsewhere, its timer is gone already
        }
    }

    /// <summary>Holds what comes, so that it rings in its time also while the many that were missed are woken, page by page.</summary>
    async Task Scan(DateTimeOffset now, CancellationToken cancellation)
    {
        // A grain that is already at work is not woken again for the same deadline for a while.
        Forget(_woken, now);
        if (now >= _nextHold)
        {
            await Hold(now, cancellation);
            await LookAfterWork(now, cancellation);
        }
        var missed = await due.Missed(Partition, now, _behind, MissedLimit, cancellation);
        readiness.Looked(Partition, now);
        var isPage = missed.Count == MissedLimit;
        _behind = isPage ? missed[^1] : null;
        _nextScan = isPage ? now : _nextHold;
        await WakeByRank(missed, cancellation);
    }

    async Task Hold(DateTimeOffset now, CancellationToken cancellation)
    {
        var began = _coming.Begin();
        var entries = await due.Coming(Partition, now, now + times.Horizon, ComingLimit, cancellation);
        _coming.Replace(entries, began);
        // More than can be held: the reading goes on before the last of these rings.
        _nextHold = entries.Count == ComingLimit && entries[^1].At < now + times.Rescan ? entries[^1].At : now + times.Rescan;
    }

    /// <summary>Who has been at work for a while is asked whether he still is: his process may have ended.</summary>
    async Task LookAfterWork(DateTimeOffset now, CancellationToken cancellation)
    {
        Forget(_asked, now);
        foreach (var work in working)
            await Wake(await due.ComingOf(work.Kind, Partition, now, work.Until(now), MissedLimit, cancellation), _asked, cancellation);
    }

    void Forget(Dictionary<DueEntry, DateTimeOffset> seen, DateTimeOffset now)
    {
        foreach (var old in seen.Where(entry => entry.Value + times.Doubt <= now).Select(entry => entry.Key).ToList())
            seen.Remove(old);
    }

    /// <summary>A grain that hangs is left behind: it holds its place, not the scan.</summary>
    async Task WakeByRank(IReadOnlyList<DueEntry> missed, CancellationToken cancellation)
    {
        var running = new List<Task>();
        foreach (var rank in missed.GroupBy(entry => entry.Rank).OrderBy(rank => rank.Key))
        {
            running.AddRange(await Wake(rank, _woken, cancellation));
            await Task.WhenAny(Task.WhenAll(running), Task.Delay(HeadStart, machine, cancellation));
        }
    }

    /// <summary>Begins to wake them, a limited number at once, and waits for none.</summary>
    async Task<List<Task>> Wake(IEnumerable<DueEntry> ripe, Dictionary<DueEntry, DateTimeOffset> seen, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var places = new SemaphoreSlim(AtOnce);
        var running = new List<Task>();
        foreach (var entry in ripe.Where(entry => seen.TryAdd(entry, now)))
        {
            await places.WaitAsync(cancellation);
            running.Add(Wake(entry, seen, places, cancellation));
        }
        return running;
    }

    async Task Wake(DueEntry entry, Dictionary<DueEntry, DateTimeOffset> seen, SemaphoreSlim places, CancellationToken cancellation)
    {
        try
        {
            await Wake(entry, seen, cancellation).WaitAsync(Place, machine, cancellation);
        }
        catch (TimeoutException)
        {
            log.LogDebug("{Entity} is slow to wake; the others do not wait for it", entry.Entity);
        }
        finally
        {
            places.Release();
        }
    }

    async Task Wake(DueEntry entry, Dictionary<DueEntry, DateTimeOffset> seen, CancellationToken cancellation)
    {
        try
        {
            await GrainFactory.GetGrain<IWake>(entry.Entity.ToGrainId()).Wake(cancellation);
            meters.Woke();
        }
        catch (Exception e)
        {
            log.LogWarning(e, "{Entity} could not be woken; it is tried again", entry.Entity);
            seen.Remove(entry);
        }
    }
}
