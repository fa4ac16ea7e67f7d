using Orleans.Placement;
using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Escalations;

/// <summary>The escalations of one event, with the policies as they were when it was raised or reopened.</summary>
[GrainType(Kinds.Escalation), HashBasedPlacement]
public sealed class EscalationGrain(RuledGrainContext context, SharedCatalogue catalogue)
    : RuledGrain<EscalationRules, EscalationState, EscalationCommand, EscalationFact>(context),
        IEscalationGrain
{
    /// <inheritdoc/>
    protected override async ValueTask<EscalationCommand> Prepare(EscalationCommand command, CancellationToken cancellation) =>
        command switch
        {
            BeginEscalation begin when State is EscalationUnknown => await Served(begin, cancellation),
            BeginAnew { Begin: var begin } when State is not EscalationRunning => new BeginAnew(await Served(begin, cancellation)),
            WorsenEscalation worsen => worsen with { Begin = await Served(worsen.Begin, cancellation) },
            ForceEscalation { Begin: { } begin } force when IsUnserved => force with { Begin = await Served(begin, cancellation) },
            ResumeEscalation resume => resume with { Begin = await Served(resume.Begin, cancellation) },
            _ => command,
        };

    /// <inheritdoc/>
    public async Task<string?> NoLevel(BeginEscalation begin, bool isNew, CancellationToken cancellation = default)
    {
        var served = await Served(begin, cancellation);
        await Settled();
        return EscalationForce.Obstacle(State, served, isNew);
    }

    bool IsUnserved => State is EscalationUnknown or EscalationBegan { Runs.Length: 0 };

    async ValueTask<BeginEscalation> Served(BeginEscalation begin, CancellationToken cancellation)
    {
        var policies = await catalogue.All<PolicySpec>(Self.Tenant, Kinds.Policy, cancellation);
        return begin with { Policies = PolicyMatching.Serving(begin, policies) };
    }
}
