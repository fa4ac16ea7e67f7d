using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>
/// Ends calls whose caller has waited long enough. It knows the activations where something waits and the desks of threads; a call itself
/// registers nowhere. It has a thread of its own: when those of the pool wait for calls, this one frees them.
/// </summary>
sealed class CallWatch : IDisposable
{
    readonly Lock _gate = new();
    readonly SiloMessagingOptions _messaging;
    readonly GrainCollectionOptions _life;
    readonly SiloMetrics _metrics;
    readonly ManualResetEventSlim _end = new();
    readonly List<Activation> _watched = [];

    internal CallWatch(SiloMessagingOptions messaging, GrainCollectionOptions life, SiloMetrics metrics)
    {
        _messaging = messaging;
        _life = life;
        _metrics = metrics;
        new Thread(Run) { IsBackground = true, Name = "Deadlines of calls" }.UnsafeStart();
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
        VisitDesks(Cancel);
        foreach (var activation in Watched())
            activation.VisitCalls(Cancel);

        static void Cancel(Request request) => request.Cancellation?.CancelCall();
    }

    internal void Add(Activation activation)
    {
        lock (_gate)
            _watched.Add(activation);
    }

    public void Dispose() => _end.Set();

    void Run()
    {
        SynchronizationContext.SetSynchronizationContext(new NobodyElse());
        // Real time on purpose: a frozen clock of the domain must not keep a deadlock alive.
        var round = TimeSpan.FromMilliseconds(Math.Clamp(_messaging.ResponseTimeout.TotalMilliseconds / 20, 10, 1000));
        while (!_end.Wait(round))
            Visit();
        _end.Dispose();
    }

    void Visit()
    {
        var now = Environment.TickCount64;
        var late = new List<Request>();
        void Check(Request request)
        {
            if (request.Deadline != 0 && request.Deadline <= now && !request.IsAnswered)
                late.Add(request);
        }
        VisitDesks(Check);
        var visited = Watched();
        foreach (var activation in visited)
            activation.VisitCalls(Check);
        if (late.Count > 0)
            Expire(late, visited);
        foreach (var activation in visited)
            activation.CheckTransition(now, _life.ActivationTimeout, _life.DeactivationTimeout);
        lock (_gate)
            _watched.RemoveAll(IsDone);
    }

    /// <summary>Before those who are watched: what leaves its desk to wait is watched by then.</summary>
    void VisitDesks(Action<Request> visit)
    {
        foreach (var item in Desk.Items)
            if (item is Request { Target: { } target } request && target.Silo.Watch == this)
                visit(request);
    }

    Activation[] Watched()
    {
        lock (_gate)
            return [.. _watched];
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
        var made = new Dictionary<Request, Request>(); // by the call whose turn made it
        VisitDesks(Note);
        foreach (var activation in busy)
            activation.VisitCalls(Note);
        foreach (var (request, message) in late.ConvertAll(request => (request, CallChain.Describe(request, made))))
        {
            if (!request.Fail(new TimeoutException(message)))
                continue;
            _metrics.TimedOut();
            if (_messaging.CancelRequestOnTimeout)
                request.Cancellation?.CancelCall();
        }

        void Note(Request request)
        {
            if (request.Parent is { } parent)
                made.TryAdd(parent, request);
        }
    }

    /// <summary>Whoever awaits a call goes on elsewhere: on the plain context he would go on here, and deadlines would wait for him.</summary>
    sealed class NobodyElse : SynchronizationContext;
}
