using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Runtime;

namespace Watchfloor.Kernel;

/// <summary>
/// Scans its partition ahead of time, wakes what is due at its instant, and after an outage what was missed: the most
/// severe first, then the oldest, a limited number at once. What cannot be woken stays in the table and is tried again.
/// </summary>
[GrainType("alarm-clock"), KeepAlive, HashBasedPlacement]
public sealed class AlarmClockGrain(
    IDueTimes due,
    TimeProvider clock,
    [FromKeyedServices(InfrastructureTime.Key)] TimeProvider machine,
    KernelMeters meters,
    KernelReadiness readiness,
    ILogger<AlarmClockGrain> log
) : Grain, IAlarmClockGrain, IRemindable
{
    static readonly TimeSpan Horizon = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Rescan = TimeSpan.FromSeconds(15);

    /// <summary>A rank is served before the next begins, but one grain that hangs holds up the others no longer than this.</summary>
    static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(1);

    const int ScanLimit = 4096;
    const int AtOnce = 64;

    readonly Dictionary<DueEntry, DateTimeOffset> _woken = [];
    IGrainTimer? _timer;
    DateTimeOffset _next = DateTimeOffset.MaxValue;
    bool _ringing;

    int Partition => int.Parse(this.GetPrimaryKeyString().AsSpan("clock/".Length));

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await this.RegisterOrUpdateReminder("keep", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Schedule(clock.GetUtcNow());
    }

    /// <inheritdoc/>
    public Task Keep() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Schedule(clock.GetUtcNow());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Expect(DateTimeOffset at)
    {
        Schedule(at);
        return Task.CompletedTask;
    }

    void Schedule(DateTimeOffset at)
    {
        if (at >= _next)
            return;
        _next = at;
        if (_ringing)
            return; // the end of the running scan arms
        Arm();
    }

    void Arm()
    {
        var wait = AlarmWaits.Clamp(_next - clock.GetUtcNow(), TimeSpan.Zero);
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
        var now = clock.GetUtcNow();
        _next = now + Rescan;
        try
        {
            var entries = await due.Upto(Partition, now + Horizon, now, ScanLimit, cancellation);
            readiness.Looked(Partition, now);
            var ripe = entries.Where(entry => entry.At <= now).ToList();
            var woke = await Wake(ripe, cancellation);
            Later(entries, now, woke);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "The alarm clock could not look at partition {Partition}; it looks again in a second", Partition);
            _next = now + AlarmWaits.Again;
        }
        finally
        {
            _ringing = false;
            Arm();
        }
    }

    /// <summary>What is past comes first in a scan: when it filled the scan, there is more of it behind.</summary>
    void Later(IReadOnlyList<DueEntry> entries, DateTimeOffset now, bool woke)
    {
        var upcoming = entries.Where(entry => entry.At > now).Select(entry => entry.At).DefaultIfEmpty(_next).Min();
        var more = entries.Count == ScanLimit && entries[^1].At <= now;
        _next =
            !more ? Earlier(_next, upcoming)
            : woke ? now
            : now + AlarmWaits.Again;
    }

    /// <summary>True when there was somebody to wake. A grain that hangs is left behind: it holds its place, not the scan.</summary>
    async Task<bool> Wake(List<DueEntry> ripe, CancellationToken cancellation)
    {
        // A grain that is already at work is not woken again for the same deadline within one rescan.
        var now = clock.GetUtcNow();
        foreach (var old in _woken.Where(entry => entry.Value + Rescan <= now).Select(entry => entry.Key).ToList())
            _woken.Remove(old);
        var places = new SemaphoreSlim(AtOnce);
        var running = new List<Task>();
        foreach (var rank in ripe.GroupBy(entry => entry.Rank).OrderBy(rank => rank.Key))
        {
            foreach (var entry in rank.Where(entry => _woken.TryAdd(entry, now)))
            {
                await places.WaitAsync(cancellation);
                running.Add(Wake(entry, places, cancellation));
            }
            await Task.WhenAny(Task.WhenAll(running), Task.Delay(HeadStart, machine, cancellation));
        }
        return running.Count > 0;
    }

    async Task Wake(DueEntry entry, SemaphoreSlim places, CancellationToken cancellation)
    {
        try
        {
            await GrainFactory.GetGrain<IWake>(entry.Entity.ToGrainId()).Wake(cancellation);
            meters.Woke();
        }
        catch (Exception e)
        {
            log.LogWarning(e, "{Entity} could not be woken; it is tried again", entry.Entity);
            _woken.Remove(entry);
        }
        finally
        {
            places.Release();
        }
    }

    static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
