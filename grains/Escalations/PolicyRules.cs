using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Escalations;

/// <summary>The life of an escalation policy.</summary>
public sealed partial class PolicyRules
    : IRules<CatalogueState<PolicySpec>, CatalogueCommand<PolicySpec>, CatalogueFact<PolicySpec>>,
        IDocumented<CatalogueState<PolicySpec>>
{
    /// <inheritdoc/>
    public static CatalogueState<PolicySpec> Initial => CatalogueDecisions<PolicySpec>.Initial;

    /// <inheritdoc/>
    public static CatalogueCommand<PolicySpec> Tick => CatalogueDecisions<PolicySpec>.Tick;

    /// <inheritdoc/>
    public static Decision<CatalogueFact<PolicySpec>> Decide(
        CatalogueState<PolicySpec> state,
        CatalogueCommand<PolicySpec> command,
        DateTimeOffset now
    ) => CatalogueDecisions<PolicySpec>.Decide(state, command, now, "escalation policy", FlawOf);

    /// <inheritdoc/>
    public static CatalogueState<PolicySpec> Evolve(CatalogueState<PolicySpec> state, CatalogueFact<PolicySpec> fact) =>
        CatalogueDecisions<PolicySpec>.Evolve(state, fact);

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(CatalogueState<PolicySpec> state) => null;

    /// <inheritdoc/>
    public static DateTimeOffset At(CatalogueFact<PolicySpec> fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, CatalogueState<PolicySpec> state, CatalogueFact<PolicySpec> fact) => [];

    /// <inheritdoc/>
    public static Document? Describe(EntityId self, CatalogueState<PolicySpec> state, long version) =>
        CatalogueDecisions<PolicySpec>.Describe(self, state, version, spec => [new("name", spec.Name)]);

    static string? FlawOf(PolicySpec spec) => PolicyFlaw.Of(spec);
}
