using Orleans.Placement;

namespace Watchfloor.Kernel;

/// <summary>Its work begins with it and ends with it, beside its turns.</summary>
[GrainType("duty"), KeepAlive, HashBasedPlacement]
public sealed class DutyGrain(Duties duties) : Grain, IDutyGrain
{
    DutyRun? _run;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken) => Keep();

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_run is { } run)
            await duties.End(run);
    }

    /// <inheritdoc/>
    public Task Keep()
    {
        if (_run is not { IsRunning: true })
            _run = duties.Begin(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }
}
