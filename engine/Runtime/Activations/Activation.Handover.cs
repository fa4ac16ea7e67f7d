namespace Orleans.Runtime;

/// <summary>The end of an activation whose grain goes to another silo, or came here too early.</summary>
sealed partial class Activation
{
    static readonly DeactivationReason Moved = new(DeactivationReasonCode.Migrating, "The grain goes to another silo.");

    /// <summary>
    /// The last look before anything is loaded: a view may have come between the choice of this silo and now. Whoever installs views looks
    /// into the directory afterwards, and this activation is in it already, so one of the two sees the other.
    /// </summary>
    bool IsElsewhere => Kind.Workers == 0 && Silo.Cluster is { } cluster && !cluster.MayServe(GrainId);

    volatile bool _isGiven;
    volatile bool _isAbandoned;

    /// <summary>Its grain goes to another silo.</summary>
    internal bool IsGiven => _isGiven;

    /// <summary>Whether calls may still begin here: its grain is no other silo's, and it has not ended.</summary>
    internal bool TakesTurns => !_isGiven && _phase != Phase.Dead;

    /// <summary>Somebody else may serve the grain by now. What still runs here must reach nobody any more.</summary>
    internal bool IsAbandoned => _isAbandoned;

    /// <summary>
    /// From now on no turn begins, and calls go on to where the grain is now; those that run and are made to wait end at once. Then it ends as ever.
    /// </summary>
    internal void GiveAway()
    {
        _isGiven = true;
        Push(
            new Order(static activation =>
            {
                activation.End(Moved);
                activation.VisitCalls(request =>
                {
                    if (request.Interleaves || activation.Kind.IsReentrant)
                        request.Cancellation?.CancelCall();
                });
            })
        );
    }

    /// <summary>
    /// Ends now. What runs goes on without the activation: it commits nothing, the calls that it makes fail, and whoever waits for it learns
    /// that it may have run. Those are told here, since a turn that works without a pause takes no orders.
    /// </summary>
    internal void Abandon()
    {
        _isAbandoned = true;
        if (Desk.TurnOf(this) is Request atWork)
            AbandonApart(atWork);
        VisitRunning(AbandonApart);
        Push(
            new Order(static activation =>
            {
                if (activation._phase == Phase.Dead)
                    return;
                activation._transition?.Abort.Cancel();
                if (activation._phase != Phase.Dead)
                    activation.Deactivated(Task.CompletedTask);
            })
        );
    }

    static void AbandonApart(Request request) =>
        ThreadPool.UnsafeQueueUserWorkItem(static request => request.Abandon(), request, preferLocal: false);

    void GoElsewhere()
    {
        Served = true;
        _phase = Phase.Dead;
        Silo.Remove(this);
    }
}
