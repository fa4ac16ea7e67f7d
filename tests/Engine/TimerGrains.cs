using Orleans.Runtime;

namespace Watchfloor.Tests.Engine;

[Alias("test.ITicking")]
public interface ITicking : IGrainWithStringKey
{
    [Alias("Start")]
    Task Start(TimeSpan due, TimeSpan period, bool interleave = false);

    [Alias("Change")]
    Task Change(TimeSpan due, TimeSpan period);

    [Alias("ChangeInTick")]
    Task ChangeInTick(TimeSpan due);

    [Alias("FailNextTick")]
    Task FailNextTick();

    [Alias("HoldNextTick")]
    Task HoldNextTick(string entered, string release);

    [Alias("Stop")]
    Task Stop();

    [Alias("Ticks")]
    Task<DateTimeOffset[]> Ticks();

    [Alias("TickContext")]
    Task<string?> TickContext();

    [Alias("Leave")]
    Task Leave();

    [Alias("Hold")]
    Task Hold(string entered, string release);
}

/// <summary>Notes when it ticks, on the clock that grains have.</summary>
[GrainType("test-ticking")]
public class TickingGrain(TimeProvider clock) : Grain, ITicking
{
    readonly List<DateTimeOffset> _ticks = [];
    IGrainTimer? _timer;
    TimeSpan? _changeTo;
    bool _fail;
    string? _context = "never";
    (string Entered, string Release)? _hold;

    public Task Start(TimeSpan due, TimeSpan period, bool interleave = false)
    {
        var options = new GrainTimerCreationOptions(due, period) { Interleave = interleave };
        _timer = this.RegisterGrainTimer(static (self, cancellation) => self.Tick(), this, options);
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task ChangeInTick(TimeSpan due)
    {
        _changeTo = due;
        return Task.CompletedTask;
    }

    public Task FailNextTick()
    {
        _fail = true;
        return Task.CompletedTask;
    }

    public Task HoldNextTick(string entered, string release)
    {
        _hold = (entered, release);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task<DateTimeOffset[]> Ticks() => Task.FromResult(_ticks.ToArray());

    public Task<string?> TickContext() => Task.FromResult(_context);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task Hold(string entered, string release)
    {
        Signals.Raise(entered);
        await Signals.Wait(release);
    }

    async Task Tick()
    {
        _ticks.Add(clock.GetUtcNow());
        _context = RequestContext.Get("who") as string;
        Signals.Raise($"{this.GetPrimaryKeyString()}-tick-{_ticks.Count}");
        if (_changeTo is { } due)
        {
            _changeTo = null;
            _timer!.Change(due, Timeout.InfiniteTimeSpan);
        }
        if (_hold is { } hold)
        {
            _hold = null;
            Signals.Raise(hold.Entered);
            await Signals.Wait(hold.Release);
        }
        if (_fail)
        {
            _fail = false;
            throw new InvalidOperationException("a bad tick");
        }
    }
}
