using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>
/// A timer of an activation: an entry of the silo's heap while it waits, an item of the mailbox when it is due. It is never both, so ticks
/// of one timer do not pile up.
/// </summary>
abstract class GrainTimer : Turn, IGrainTimer, IDeadline
{
    bool _superseded;
    bool _disposed;
    TimeSpan _dueTime;
    TimeSpan _period;
    CancellationTokenSource? _stop;
    bool _interleaves;

    internal GrainTimer? NextOfGrain;

    protected GrainTimer(Activation activation) => Target = activation;

    Activation Owner => Target!;

    internal bool KeepsAlive { get; private set; }

    int IDeadline.Place { get; set; } = DeadlineHeap.Nowhere;

    internal override bool Interleaves => _interleaves;

    internal void Start(GrainTimerCreationOptions options)
    {
        Check(options.DueTime, nameof(options.DueTime));
        Check(options.Period, nameof(options.Period));
        _interleaves = options.Interleave;
        KeepsAlive = options.KeepAlive;
        _dueTime = options.DueTime;
        _period = options.Period;
        Owner.Silo.Timers.Set(this, _dueTime);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        ObjectDisposedException.ThrowIf(_disposed, this);
        _dueTime = dueTime;
        _period = period;
        // A tick that runs ends first. One that waits in the mailbox does not tick any more, since the timer was set anew.
        _superseded = !Owner.Silo.Timers.Set(this, dueTime);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Owner.Silo.Timers.Remove(this);
        Owner.RemoveTimer(this);
        _stop?.Cancel();
    }

    void IDeadline.OnDue() => Owner.Push(this);

    internal override void Begin(Activation activation)
    {
        if (_disposed || _superseded)
        {
            Ended(Task.CompletedTask);
            return;
        }
        Task tick;
        try
        {
            _stop ??= new();
            tick = Tick(_stop.Token);
        }
        catch (Exception fault)
        {
            tick = Task.FromException(fault);
        }
        if (tick.IsCompleted)
            Ended(tick);
        else
            tick.GetAwaiter().UnsafeOnCompleted(() => Ended(tick));
    }

    internal override void Reroute(Activation from)
    {
        // The activation is gone, and its timers with it.
    }

    protected abstract Task Tick(CancellationToken cancellation);

    void Ended(Task tick)
    {
        Owner.TurnEnded(this);
        if (tick.Exception is { } fault)
            Owner.Silo.Logger.LogError(fault.InnerException, "A tick of a timer of {Grain} failed.", Owner.GrainId);
        if (_disposed)
            return;
        var wait = _superseded ? _dueTime : _period;
        _superseded = false;
        if (wait == Timeout.InfiniteTimeSpan)
            _stop = null;
        Owner.Silo.Timers.SetAgain(this, wait);
    }

    static void Check(TimeSpan time, string name)
    {
        if (time == Timeout.InfiniteTimeSpan)
            return;
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time.TotalMilliseconds, 0xfffffffe, name);
    }
}

sealed class GrainTimer<TState>(Activation activation, Func<TState, CancellationToken, Task> callback, TState state)
    : GrainTimer(activation)
{
    protected override Task Tick(CancellationToken cancellation) => callback(state, cancellation);
}
