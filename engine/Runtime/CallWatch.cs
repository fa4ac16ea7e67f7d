using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>
/// Ends calls whose caller has waited long enough. It knows the activations where something waits and the desks of threads; a call itself
/// registers nowhere.
/// </summary>
sealed class CallWatch : IDisposable
{
    readonly Lock _gate = new();
    readonly SiloMessagingOptions _messaging;
    readonly GrainCollectionOptions _life;
    readonly SiloMetrics _metrics;
    readonly Timer _timer;
    readonly List<Activation> _watched = [];
    int _visiting;

    internal CallWatch(SiloMessagingOptions messaging, GrainCollectionOptions life, SiloMetrics metrics)
    {
        _messaging = messaging;
        _life = life;
        _metrics = metrics;
        // Real time on purpose: a frozen clock of the domain must not keep a deadlock alive.
        var round = TimeSpan.FromMilliseconds(Math.Clamp(messaging.ResponseTimeout.TotalMilliseconds / 20, 10, 1000));
        using (ExecutionContext.SuppressFlow())
            _timer = new(static self => ((CallWatch)self!).Visit(), this, round, round);
    }

    internal bool AnyBusy
    {
        get
        {
            lock (_gate)
                return _watched.Exists(static activation => activation is { IsBusy: true, IsAbandoned: false });
        }
    }

    internal void CancelRunning()
    {
        Activation[] busy;
        lock (_gate)
            busy = [.. _watched];
        Visit(busy, static request => request.Cancellation?.CancelCall());
    }

    internal void Add(Activation activation)
    {
        lock (_gate)
            _watched.Add(activation);
    }

    public void Dispose() => _timer.Dispose();

    void Visit()
    {
        if (Interlocked.Exchange(ref _visiting, 1) != 0)
            return;
        Activation[] visited;
        lock (_gate)
            visited = [.. _watched];
        var now = Environment.TickCount64;
        var late = new List<Request>();
        void Check(Request request)
        {
            if (request.Deadline != 0 && request.Deadline <= now && !request.IsAnswered)
                late.Add(request);
        }
        Visit(visited, Check);
        if (late.Count > 0)
            Expire(late, visited);
        foreach (var activation in visited)
            activation.CheckTransition(now, _life.ActivationTimeout, _life.DeactivationTimeout);
        lock (_gate)
            _watched.RemoveAll(IsDone);
        Volatile.Write(ref _visiting, 0);
    }

    void Visit(Activation[] watched, Action<Request> visit)
    {
        foreach (var turn in Desk.Turns)
            if (turn is Request { Target: { } target } request && target.Silo.Watch == this)
                visit(request);
        foreach (var activation in watched)
            activation.VisitCalls(visit);
    }

    // An activation that becomes busy between the two looks adds itself again, or is kept here.
    static bool IsDone(Activation activation)
    {
        if (activation.IsBusy)
            return false;
        activation.Unwatch();
        return !activation.IsBusy || !activation.TryRewatch();
    }

    void Expire(List<Request> late, Activation[] busy)
    {
        var pending = new HashSet<Request>();
        Visit(busy, request => pending.Add(request));
        foreach (var (request, message) in late.ConvertAll(request => (request, CallChain.Describe(request, pending))))
        {
            if (!request.Fail(new TimeoutException(message)))
                continue;
            _metrics.TimedOut();
            if (_messaging.CancelRequestOnTimeout)
                request.Cancellation?.CancelCall();
        }
    }
}
