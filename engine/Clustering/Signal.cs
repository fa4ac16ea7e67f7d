namespace Orleans.Clustering;

/// <summary>Wakes one who waits, and says for what. What was asked for while he worked wakes him at once.</summary>
sealed class Signal
{
    readonly Lock _gate = new();
    TaskCompletionSource _raised = Next();
    bool _looks;
    bool _renews;

    /// <summary>View and rows are to be read.</summary>
    internal void Look() => Raise(ref _looks);

    /// <summary>The lease is to be renewed, or found to be lost.</summary>
    internal void Renew() => Raise(ref _renews);

    /// <summary>Only wakes.</summary>
    internal void Wake()
    {
        lock (_gate)
            _raised.TrySetResult();
    }

    internal (bool Look, bool Renew) Take()
    {
        lock (_gate)
        {
            var taken = (_looks, _renews);
            (_looks, _renews) = (false, false);
            if (_raised.Task.IsCompleted)
                _raised = Next();
            return taken;
        }
    }

    /// <summary>Returns when it was raised since the last take, after the time, or when it is cancelled; never throws.</summary>
    internal async Task Wait(TimeSpan time, TimeProvider clock, CancellationToken cancellation)
    {
        Task raised;
        lock (_gate)
            raised = _raised.Task;
        await raised.WaitAsync(time, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    void Raise(ref bool what)
    {
        lock (_gate)
        {
            what = true;
            _raised.TrySetResult();
        }
    }

    static TaskCompletionSource Next() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
