using Orleans.Placement;
using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Devices;

/// <summary>
/// A threshold rule. The outbox carries every change to its device; this grain says the same at once, so that its answer
/// means that the rule applies. Whoever comes second finds it done.
/// </summary>
[GrainType(Kinds.Rule), HashBasedPlacement]
public sealed class RuleGrain(RuledGrainContext context)
    : RuledGrain<RuleRules, CatalogueState<ThresholdRuleSpec>, CatalogueCommand<ThresholdRuleSpec>, CatalogueFact<ThresholdRuleSpec>>(
        context
    ),
        IRuleGrain
{
    /// <inheritdoc/>
    public override async Task<Outcome> Do(
        CatalogueCommand<ThresholdRuleSpec> command,
        RequestId request,
        CancellationToken cancellation = default
    )
    {
        var outcome = await base.Do(command, request, cancellation);
        if (outcome.Succeeded)
            await TellDevices(cancellation);
        return outcome;
    }

    async Task TellDevices(CancellationToken cancellation)
    {
        var (state, index) = (State, 0);
        foreach (var effect in RuleRules.Watches(Self, state))
        {
            var sameAsOutbox = new RequestId($"{Self.Kind}/{Self.Id}/{state.Version}/{index++}");
            var device = GrainFactory.GetGrain<IDeviceGrain>(effect.Target.Key);
            await device.Do((DeviceCommand)effect.Command, sameAsOutbox, cancellation);
        }
    }
}
