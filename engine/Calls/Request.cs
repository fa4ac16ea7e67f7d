using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.Calls;
using Orleans.Codec;
using Orleans.Transport;

namespace Orleans.Runtime;

/// <summary>
/// A call on its way: mailbox item, arguments, and the promise to the caller in one object. Subclasses with typed arguments are emitted
/// per interface method; members they override are public because they live in another assembly.
/// </summary>
abstract class Request : Turn
{
    int _answered;
    bool _hasBegun;
    IncomingCall? _filtered;
    Task? _running;

    internal MethodShape Method = null!;
    internal GrainProxy Proxy = null!;
    internal Request? Parent;
    internal Activation? Caller;
    internal Dictionary<string, object>? Context;
    internal Activity? Activity;
    internal Cancellation? Cancellation;

    /// <summary>In milliseconds of the machine's uptime; zero for a call without a limit.</summary>
    internal long Deadline;

    /// <summary>How long the caller waits, for the message of the exception.</summary>
    internal TimeSpan Patience;

    internal int Forwards;

    /// <summary>How often it was handed to a connection.</summary>
    internal int Sends;

    /// <summary>Its bytes, when they were counted.</summary>
    internal int Size;

    /// <summary>In how many places it waits before it is sent.</summary>
    internal int Waits;

    /// <summary>It is refused before anything of it ran: whoever sent it may send it elsewhere.</summary>
    internal bool DidNotRun;

    /// <summary>Of a call that came over a connection.</summary>
    internal Arrival? Arrival;

    /// <summary>It is a turn of its target, or was.</summary>
    internal bool HasBegun
    {
        get => Volatile.Read(ref _hasBegun);
        private set => Volatile.Write(ref _hasBegun, value);
    }

    internal override bool Interleaves => Method.AlwaysInterleave;

    internal override bool ReadOnly => Method.ReadOnly;

    /// <summary>Whether filters see it: calls through grain interfaces, nothing else.</summary>
    internal virtual bool IsFiltered => true;

    /// <summary>The turn that makes it goes on in a silo that has lost its grain: nobody may act on it.</summary>
    internal bool IsStray => Caller is { IsAbandoned: true };

    internal bool IsAnswered => Volatile.Read(ref _answered) != 0;

    internal GrainId TargetId => Proxy.Id;

    /// <summary>The grain that calls; none when it is called from outside.</summary>
    internal GrainId? SourceId => Caller is { } caller ? caller.GrainId : Arrival?.Source;

    /// <summary>Whether it comes from a client, or from whoever works beside the grains of this silo.</summary>
    internal bool IsFromOutside => Caller is null && Arrival is not { IsFromSilo: true };

    /// <summary>Calls the method on the grain; what it returns as a task.</summary>
    public abstract Task Call(object grain);

    public abstract void Encode(Writer writer);

    public abstract void Decode(Reader reader);

    /// <summary>The cancellation token among the arguments, if the method has one.</summary>
    public virtual CancellationToken Token
    {
        get => default;
        set { }
    }

    internal abstract Task Answer { get; }

    /// <summary>The result as an object, for filters and the wire.</summary>
    internal abstract object? Result { get; set; }

    internal abstract void EncodeResult(Writer writer);

    internal abstract void DecodeResult(Reader reader);

    internal abstract void Keep(Task result);

    protected abstract void SetResult();

    protected abstract void SetFault(Exception fault);

    internal override void Begin(Activation activation)
    {
        HasBegun = true;
        if (Cancellation is not null)
            Interlocked.MemoryBarrier(); // who cancels answers first and then looks here; without it both could miss the other
        activation.Served = true;
        if (IsStray)
            Fail(Stray());
        else if (Deadline != 0 && Deadline <= Environment.TickCount64 && Fail(new TimeoutException(CallChain.Describe(this))))
            activation.Silo.Metrics.TimedOut();
        if (IsAnswered)
        {
            activation.TurnEnded(this);
            return;
        }
        Cancellation?.Enter(this);
        if (Context is not null)
            RequestContext.Install(Context);
        if (Activity is { IsStopped: false }) // who did not wait for the answer may have ended his meanwhile
            Activity.Current = Activity;
        Task task;
        try
        {
            if (!IsFiltered || (activation.Silo.Filters.Length == 0 && !activation.Kind.IsFilter))
                task = Call(activation.GrainInstance!);
            else
                task = (_filtered = new(this, activation)).Invoke();
            task ??= Task.FromException(new InvalidOperationException($"{Describe()} of {TargetId} returned null instead of a task."));
        }
        catch (Exception fault)
        {
            task = Task.FromException(fault);
        }
        _running = task;
        if (task.IsCompleted)
            Ended();
        else
            task.GetAwaiter().UnsafeOnCompleted(Ended);
    }

    // Runs on the activation: the awaiter captured its context.
    void Ended()
    {
        var task = _running!;
        _running = null;
        Target!.TurnEnded(this);
        if (!task.IsCompletedSuccessfully)
        {
            FailFrom(task);
            return;
        }
        if (Target.IsAbandoned)
        {
            Fail(MayHaveRun());
            return;
        }
        if (_filtered is null)
            Keep(task);
        Complete();
    }

    void FailFrom(Task task)
    {
        var fault = task.IsCanceled ? CancellationOf(task) : task.Exception!.InnerException!;
        if (Method.OneWay)
            Target!.Silo.Logger.LogWarning(fault, "The one-way call {Method} of {Grain} failed.", Method.Name, TargetId);
        Fail(fault);
    }

    static Exception CancellationOf(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
            throw new UnreachableException();
        }
        catch (OperationCanceledException cancelled)
        {
            return cancelled;
        }
    }

    internal bool TryAnswer()
    {
        if (Interlocked.Exchange(ref _answered, 1) != 0)
            return false;
        Cancellation?.Leave();
        return true;
    }

    internal void Complete()
    {
        if (!TryAnswer())
            return;
        if (Arrival is null)
            SetResult();
        else
            Arrival.Answer(this);
    }

    internal bool Fail(Exception fault)
    {
        if (!TryAnswer())
            return false;
        if (Arrival is not null)
        {
            Arrival.Fail(this, fault);
            return true;
        }
        SetFault(fault);
        // Nobody looks at the fault of a one-way call again; it was logged.
        if (Method.OneWay)
            _ = Answer.Exception;
        return true;
    }

    internal override void Reroute(Activation from)
    {
        if (IsAnswered)
            return;
        if (!from.Served && !from.IsGiven && ++Forwards > from.Silo.MaxForwards)
            Fail(new OrleansMessageRejectionException($"{TargetId} ended {Forwards} times before it served {Describe()}."));
        else
            from.Silo.Dispatch(this);
    }

    /// <summary>
    /// The grain may be served elsewhere by now, so what comes of its turn here is nobody's answer. Who only reads is sent there; anybody else
    /// learns that the call may have run. Then those that are made to wait are told to end.
    /// </summary>
    internal void Abandon()
    {
        if (ReadOnly && Arrival is { } arrival && Target?.Silo.Cluster is { } cluster)
            arrival.Moved(this, cluster.View.Number);
        else
            Fail(MayHaveRun());
        Cancellation?.CancelCall();
    }

    internal Exception Stray() =>
        new OrleansMessageRejectionException(
            $"{Caller!.GrainId} is another silo's by now, and its turn here went on for too long: {Describe()} of {TargetId} did not run."
        );

    OrleansException MayHaveRun() => new($"{TargetId} went to another silo while {Describe()} ran for too long. The call may have run.");

    internal string Describe() => $"{Method.InterfaceName}.{Method.Name}";
}
