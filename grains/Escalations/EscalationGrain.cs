using Orleans.Placement;
using Watchfloor.Kernel;

namespace Watchfloor.Escalations;

/// <summary>The escalations of one event, with the policies as they were when it was raised.</summary>
[GrainType(Kinds.Escalation), HashBasedPlacement]
public sealed class EscalationGrain(RuledGrainContext context, ICatalogueReads catalogue)
    : RuledGrain<EscalationRules, EscalationState, EscalationCommand, EscalationFact>(context),
        IEscalationGrain
{
    /// <inheritdoc/>
    protected override async ValueTask<EscalationCommand> Prepare(EscalationCommand command, CancellationToken cancellation)
    {
        if (command is not BeginEscalation begin || State is not EscalationUnknown)
            return command;
        var policies = await catalogue.All<PolicySpec>(Self.Tenant, Kinds.Policy, cancellation);
        return begin with { Policies = PolicyMatching.Serving(begin, policies) };
    }
}
