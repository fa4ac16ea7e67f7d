using Orleans.Concurrency;

namespace Watchfloor.Tests.Engine;

[Alias("test.ILife")]
public interface ILife : IGrainWithStringKey
{
    [Alias("Incarnation")]
    Task<int> Incarnation();

    [Alias("Leave")]
    Task<int> Leave();

    [Alias("Hold")]
    Task<int> Hold(string entered, string release);

    [Alias("LeaveWhileHolding")]
    Task LeaveWhileHolding(string entered, string release);

    [Alias("Stay")]
    Task Stay(TimeSpan time);

    [Alias("FailAndLeave")]
    Task FailAndLeave();
}

/// <summary>Every activation has its own number.</summary>
[GrainType("test-life")]
public class LifeGrain : Grain, ILife
{
    static int s_last;
    readonly int _incarnation = Interlocked.Increment(ref s_last);

    public Task<int> Incarnation() => Task.FromResult(_incarnation);

    public Task<int> Leave()
    {
        DeactivateOnIdle();
        return Task.FromResult(_incarnation);
    }

    public async Task<int> Hold(string entered, string release)
    {
        Signals.Raise(entered);
        await Signals.Wait(release);
        return _incarnation;
    }

    public async Task LeaveWhileHolding(string entered, string release)
    {
        DeactivateOnIdle();
        Signals.Raise(entered);
        await Signals.Wait(release);
    }

    public Task Stay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task FailAndLeave()
    {
        DeactivateOnIdle();
        throw new InvalidOperationException("stale");
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Signals.Raise($"{this.GetPrimaryKeyString()}-ended-{_incarnation}");
        Signals.Raise($"{this.GetPrimaryKeyString()}-ended-{reason.ReasonCode}");
        return Task.CompletedTask;
    }
}

[Alias("test.IUneasy")]
public interface IUneasy : IGrainWithStringKey
{
    [Alias("Hello")]
    Task<string> Hello();
}

/// <summary>Its key says how it fails to begin, and how often.</summary>
[GrainType("test-uneasy")]
public class UneasyGrain : Grain, IUneasy
{
    bool _ready;

    public Task<string> Hello() => Task.FromResult(_ready ? "ready" : "not ready");

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        if (key.StartsWith("slow", StringComparison.Ordinal))
            await Signals.Wait($"{key}-go");
        else
            await Task.Yield();
        if (key.StartsWith("fails", StringComparison.Ordinal))
            throw new InvalidOperationException($"{key} cannot begin");
        if (key.StartsWith("once", StringComparison.Ordinal) && !Signals.IsRaised($"{key}-failed"))
        {
            Signals.Raise($"{key}-failed");
            throw new InvalidOperationException($"{key} cannot begin yet");
        }
        if (key.StartsWith("stuck", StringComparison.Ordinal))
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        _ready = true;
    }
}

[Alias("test.IKept")]
public interface IKept : IGrainWithStringKey
{
    [Alias("Incarnation")]
    Task<int> Incarnation();
}

[GrainType("test-kept"), KeepAlive]
public class KeptGrain : Grain, IKept
{
    static int s_last;
    readonly int _incarnation = Interlocked.Increment(ref s_last);

    public Task<int> Incarnation() => Task.FromResult(_incarnation);
}

[Alias("test.IWorker")]
public interface IWorker : IGrainWithStringKey
{
    [Alias("Hold")]
    Task<int> Hold(string entered, string release);
}

[GrainType("test-worker"), StatelessWorker(2)]
public class WorkerGrain : Grain, IWorker
{
    static int s_last;
    readonly int _number = Interlocked.Increment(ref s_last);

    public async Task<int> Hold(string entered, string release)
    {
        Signals.Raise(entered);
        await Signals.Wait(release);
        return _number;
    }
}
