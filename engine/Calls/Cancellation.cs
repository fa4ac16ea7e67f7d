using Orleans.Runtime;
using Orleans.Transport;

namespace Orleans.Calls;

/// <summary>
/// The token of one call. The caller is freed at once when it cancels; the grain learns of it in a turn of its own, because what it
/// registered on its token touches its state.
/// </summary>
sealed class Cancellation
{
    readonly CancellationToken _caller;
    readonly Request _request;
    CancellationTokenRegistration _registration;
    Journey? _journey;
    int _isTold;

    // It has no timer and no wait handle: nothing to dispose of.
    CancellationTokenSource Source { get; } = new();

    internal Cancellation(Request request, CancellationToken caller)
    {
        _request = request;
        _caller = caller;
    }

    internal void Listen() => _registration = _caller.UnsafeRegister(static self => ((Cancellation)self!).CallerCancelled(), this);

    /// <summary>The call starts: its argument becomes the token of the activation's side.</summary>
    internal void Enter(Request request) => request.Token = Source.Token;

    /// <summary>The call went over a connection, and so does its end.</summary>
    internal void Sent(OpenLine line, long call)
    {
        var journey = new Journey(line, call);
        Interlocked.Exchange(ref _journey, journey); // who cancels answers first and then looks here; without the barrier both could miss the other
        if (_request.IsAnswered)
            journey.Cancel();
    }

    internal void Leave() => _registration.Unregister();

    /// <summary>Tells the grain, in its turn, once. A call that has begun here was refused by whoever it was sent to before.</summary>
    internal void CancelCall()
    {
        if (_request.HasBegun)
        {
            if (Interlocked.Exchange(ref _isTold, 1) == 0)
                _request.Target!.Push(new Order(_ => Source.Cancel()));
        }
        else
            Volatile.Read(ref _journey)?.Cancel();
    }

    /// <summary>The caller, at the other end of a connection, waits no longer.</summary>
    internal void CancelFromAfar()
    {
        if (_request.Fail(new OperationCanceledException("The call was cancelled.")))
            CancelCall();
    }

    void CallerCancelled()
    {
        if (_request.Fail(new OperationCanceledException(_caller)))
            CancelCall();
    }

    /// <summary>Over which line it went, and under which number there. It is cancelled once.</summary>
    sealed class Journey(OpenLine line, long call)
    {
        int _isCancelled;

        internal void Cancel()
        {
            if (Interlocked.Exchange(ref _isCancelled, 1) == 0)
                line.Cancel(call);
        }
    }
}
