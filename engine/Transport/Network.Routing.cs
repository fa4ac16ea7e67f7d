using Orleans.Clustering;
using Orleans.Runtime;

namespace Orleans.Transport;

/// <summary>Where calls of one reference go as long as the view is the same.</summary>
sealed record Way(View View, Line Line);

sealed partial class Network
{
    /// <summary>A call without a time limit waits so long for somebody who takes it.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>A call that nobody takes is not carried around for ever.</summary>
    const int MostSends = 1000;

    /// <summary>Calls that wait for a view, a barrier or the lease.</summary>
    Backlog? _backlog;

    internal WaitingRoom Room { get; } = new();

    /// <summary>Whether this silo may take the call as things are. Stateless workers are everywhere.</summary>
    internal bool IsHere(Request request)
    {
        if (request.Proxy.Way is { } way && way.View == Cluster.View)
            return false;
        return Cluster.MayServe(request.TargetId) || Silo!.Kinds.Find(request.TargetId.Type) is { Workers: > 0 };
    }

    /// <summary>Sends the call to where its grain is served; waits while nobody serves it.</summary>
    internal void Route(Request request)
    {
        if (_isDisposed)
            Refuse(request, $"The cluster is out of reach: {request.Describe()} of {request.TargetId} did not run.");
        else if (!TryRoute(request))
            Later(request, () => TryRoute(request));
    }

    /// <summary>A call that came over a connection: in the name of a member, and of a view that is installed here.</summary>
    internal void Admit(Request far, Visitor from, long view)
    {
        if (!TryAdmit(far, from, view))
        {
            Cluster.Heard(view);
            Later(far, () => TryAdmit(far, from, view));
        }
    }

    /// <summary>The call certainly did not run: it goes to whoever serves the grain by a newer view, or is tried again after a pause.</summary>
    internal void Again(Request request, long sentIn, long told, string? reason)
    {
        if (request.IsAnswered)
            return;
        if (_isDisposed || request.Sends > MostSends)
            request.Fail(new OrleansMessageRejectionException($"Nobody takes {request.Describe()} of {request.TargetId}: {reason}"));
        else if (request.Deadline != 0 && request.Deadline <= Environment.TickCount64)
            ExpireUnserved(request); // whoever goes to and fro is in nobody's book when it is looked at
        else if (told <= sentIn && Cluster.View.Number <= sentIn)
            _ = RouteAfterPause(request);
        else
        {
            Cluster.Heard(told);
            Later(request, () => Cluster.View.Number >= told && TryRoute(request));
        }
    }

    async Task RouteAfterPause(Request request)
    {
        if (!Room.TryEnter(request))
        {
            Overfull(request);
            return;
        }
        await Cluster.Change.WaitAsync(Pause).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Room.Leave(request);
        Route(request);
    }

    bool TryRoute(Request request)
    {
        if (request.IsAnswered)
            return true;
        if (request.IsStray)
        {
            request.Fail(request.Stray());
            return true;
        }
        if (!MayCall(request))
            return RefusedAtEnd(request);
        var view = Cluster.View;
        if (request.Arrival is null && request.Proxy.Way is { } way && way.View == view)
        {
            way.Line.Send(request);
            return true;
        }
        if (Silo is not null && IsHere(request))
        {
            Silo.Dispatch(request);
            return true;
        }
        var owner = Cluster.OwnerOf(request.TargetId);
        if (owner is null || owner.Equals(Self))
            return false;
        if (request.Arrival is { IsTaken: false } arrival)
        {
            arrival.Moved(request, view.Number);
            return true;
        }
        var line = LineTo(owner);
        if (view == Cluster.View)
            request.Proxy.Way = new(view, line);
        line.Send(request);
        return true;
    }

    /// <summary>Not a grain's call while its silo may have been taken out of the view: it waits for the lease.</summary>
    internal bool MayCall(Request request) => request.Caller is null || Silo is null || Cluster.MayCall;

    /// <summary>Nobody waits for the lease of a silo that has ended.</summary>
    bool RefusedAtEnd(Request request)
    {
        if (Silo!.IsClosed)
            Refuse(request, $"The silo is not open: {request.Describe()} of {request.TargetId} did not run.");
        return Silo.IsClosed;
    }

    bool TryAdmit(Request far, Visitor from, long view)
    {
        var installed = Cluster.View;
        if (view > installed.Number)
            return false;
        if (from.IsKnown(installed))
            Silo!.Dispatch(far);
        else
            Refuse(far, $"Whoever sent {far.Describe()} of {far.TargetId} is no member of view {installed.Number}.");
        return true;
    }

    /// <summary>Until it can be done, its time is over, or the silo stops.</summary>
    void Later(Request request, Func<bool> attempt)
    {
        var end = request.Deadline != 0 ? request.Deadline : Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        if (!_backlog!.TryAdd(request, end, attempt))
            Overfull(request);
    }

    /// <summary>Too many wait already.</summary>
    internal void Overfull(Request request)
    {
        Silo?.Metrics.Overloaded();
        request.Fail(Room.Refusal(request));
    }

    void RefuseWaiting()
    {
        foreach (var request in _backlog?.TakeAll() ?? [])
            RefuseAtEnd(request);
    }

    static void RefuseAtEnd(Request request) => Refuse(request, $"The silo stops: {request.Describe()} of {request.TargetId} did not run.");

    static void Refuse(Request request, string reason)
    {
        request.DidNotRun = true;
        request.Fail(new SiloUnavailableException(reason));
    }

    void Expire(long now)
    {
        var late = new List<Request>();
        foreach (var line in _lines.Values)
            line.Expire(now, late, _messaging.CancelRequestOnTimeout);
        foreach (var request in late)
            Expire(request, CallChain.Describe(request));
        foreach (var request in _backlog!.Expired(now))
            ExpireUnserved(request);
    }

    void ExpireUnserved(Request request) =>
        Expire(
            request,
            $"{request.TargetId} {request.Describe()} did not run: within {request.Patience} no silo served the grain (view {Cluster.View.Number})."
        );

    void Expire(Request request, string message)
    {
        if (request.Fail(new TimeoutException(message)))
            Silo?.Metrics.TimedOut();
    }
}
