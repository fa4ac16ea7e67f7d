using Orleans.Placement;
using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Mutes;

/// <summary>
/// A maintenance window. The outbox carries every change to what mutes; this grain says the same at once, so that its answer means that the
/// events concerned are muted, or not any more.
/// </summary>
[GrainType(Kinds.Maintenance), HashBasedPlacement]
public sealed class MaintenanceGrain(RuledGrainContext context)
    : RuledGrain<MaintenanceRules, MaintenanceState, CatalogueCommand<MaintenanceSpec>, CatalogueFact<MaintenanceSpec>>(context),
        IMaintenanceGrain
{
    /// <inheritdoc/>
    public override async Task<Outcome> Do(
        CatalogueCommand<MaintenanceSpec> command,
        RequestId request,
        CancellationToken cancellation = default
    )
    {
        var outcome = await base.Do(command, request, cancellation);
        if (outcome.Succeeded)
            await GrainFactory.TellMutes(Self, MaintenanceRules.Changed(State), outcome.Version, cancellation);
        return outcome;
    }
}

/// <summary>An inhibition rule, whose answer means the same.</summary>
[GrainType(Kinds.Inhibition), HashBasedPlacement]
public sealed class InhibitionGrain(RuledGrainContext context)
    : RuledGrain<InhibitionRules, CatalogueState<InhibitionSpec>, CatalogueCommand<InhibitionSpec>, CatalogueFact<InhibitionSpec>>(context),
        IInhibitionGrain
{
    /// <inheritdoc/>
    public override async Task<Outcome> Do(
        CatalogueCommand<InhibitionSpec> command,
        RequestId request,
        CancellationToken cancellation = default
    )
    {
        var outcome = await base.Do(command, request, cancellation);
        if (outcome.Succeeded)
            await GrainFactory.TellMutes(Self, new InhibitionChanged(), outcome.Version, cancellation);
        return outcome;
    }
}

static class MutesTelling
{
    public static async Task TellMutes(
        this IGrainFactory grains,
        EntityId self,
        MutesCommand news,
        long version,
        CancellationToken cancellation
    )
    {
        try
        {
            await grains.GetGrain<IMutesGrain>(MutesKey.Of(self.Tenant).ToGrainId()).Do(news, new($"{self}/{version}"), cancellation);
        }
        catch (StaleActivationException e) when (e.IsUnfit)
        {
            // The change is made, and only an event among those concerned cannot keep it. The outbox tries again, and says so where it gives up.
        }
    }
}
