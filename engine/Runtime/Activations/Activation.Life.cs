using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

sealed partial class Activation
{
    Transition? _transition;
    Timers.GrainTimer? _timers;
    long _keepUntil;

    /// <summary>Whether it ever served a turn: one that ends before is not asked again and again.</summary>
    internal bool Served { get; set; }

    void BeginActivating()
    {
        if (IsElsewhere)
        {
            GoElsewhere();
            return;
        }
        _phase = Phase.Activating;
        Watch();
        _lastUse = Silo.Collector.Epoch;
        Task activating;
        try
        {
            var grain = Kind.Create(Silo.Services);
            GrainInstance = grain;
            activating = Kind.HasOnActivate ? Activating((IGrainBase)grain) : Task.CompletedTask;
        }
        catch (Exception fault)
        {
            activating = Task.FromException(fault);
        }
        if (activating.IsCompleted)
            Activated(activating);
        else
            _ = WaitForActivating(activating);
    }

    Task Activating(IGrainBase grain)
    {
        _transition = new(default, Environment.TickCount64);
        return grain.OnActivateAsync(_transition.Abort.Token);
    }

    async Task WaitForActivating(Task activating)
    {
        await activating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_phase == Phase.Activating)
            Activated(activating);
    }

    void Activated(Task activating)
    {
        if (!activating.IsCompletedSuccessfully)
        {
            Fail(activating.Exception?.InnerException ?? new TaskCanceledException(activating));
            return;
        }
        var wanted = _transition?.Reason;
        _transition = null;
        _phase = Phase.Active;
        Silo.Metrics.Activated();
        if (wanted is { ReasonCode: not DeactivationReasonCode.None } reason)
            End(reason);
        else
            ReadmitWaiting();
    }

    /// <summary>The activation could not begin: whoever waits for it learns why, the next call tries anew.</summary>
    void Fail(Exception fault)
    {
        Silo.Metrics.ActivationFailed();
        StopTimers();
        _phase = Phase.Dead;
        Silo.Remove(this);
        while (_waiting is not null)
            if (Dequeue() is Request request)
                request.Fail(fault);
        DisposeGrain();
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (Current == this)
            End(deactivationReason);
        else
            Push(new Order(activation => activation.End(deactivationReason)));
    }

    internal void End(DeactivationReason reason)
    {
        if (_phase == Phase.Activating)
            (_transition ??= new(reason, Environment.TickCount64)).Reason = reason;
        if (_phase != Phase.Active)
            return;
        _transition = new(reason, Environment.TickCount64);
        _phase = Phase.Ending;
        StopTimers();
    }

    void BeginDeactivating()
    {
        var transition = _transition!;
        if (transition.Deactivating)
            return;
        transition.Deactivating = true;
        Watch();
        var deactivating = Kind.HasOnDeactivate ? Deactivating(transition) : Task.CompletedTask;
        if (deactivating.IsCompleted)
            Deactivated(deactivating);
        else
            _ = WaitForDeactivating(deactivating);
    }

    async Task Deactivating(Transition transition) =>
        await ((IGrainBase)GrainInstance!).OnDeactivateAsync(transition.Reason, transition.Abort.Token);

    async Task WaitForDeactivating(Task deactivating)
    {
        await deactivating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_phase == Phase.Ending)
            Deactivated(deactivating);
    }

    void Deactivated(Task deactivating)
    {
        if (deactivating.Exception is { } fault)
            Silo.Logger.LogError(fault.InnerException, "OnDeactivateAsync of {Grain} failed.", GrainId);
        _phase = Phase.Dead;
        _transition = null;
        StopTimers();
        Silo.Remove(this);
        Silo.Metrics.Deactivated();
        DisposeGrain();
        while (_waiting is not null)
            Dequeue().Reroute(this);
    }

    void DisposeGrain()
    {
        var grain = GrainInstance;
        GrainInstance = null;
        if (grain is IAsyncDisposable later)
            _ = Dispose(later);
        else if (grain is IDisposable now)
            now.Dispose();
    }

    async Task Dispose(IAsyncDisposable grain)
    {
        try
        {
            await grain.DisposeAsync();
        }
        catch (Exception fault)
        {
            Silo.Logger.LogError(fault, "Disposing of {Grain} failed.", GrainId);
        }
    }
}
