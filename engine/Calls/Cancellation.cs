using Orleans.Runtime;

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

    internal void Leave() => _registration.Unregister();

    /// <summary>Tells the grain, in its turn.</summary>
    internal void CancelCall() => _request.Target?.Push(new Order(_ => Source.Cancel()));

    void CallerCancelled()
    {
        if (_request.Fail(new OperationCanceledException(_caller)))
            CancelCall();
    }
}
