using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Events;

/// <summary>The life of a correlation rule.</summary>
public sealed partial class CorrelationRuleRules
    : IRules<CatalogueState<CorrelationRuleSpec>, CatalogueCommand<CorrelationRuleSpec>, CatalogueFact<CorrelationRuleSpec>>,
        IDocumented<CatalogueState<CorrelationRuleSpec>>
{
    /// <inheritdoc/>
    public static CatalogueState<CorrelationRuleSpec> Initial => CatalogueDecisions<CorrelationRuleSpec>.Initial;

    /// <inheritdoc/>
    public static CatalogueCommand<CorrelationRuleSpec> Tick => CatalogueDecisions<CorrelationRuleSpec>.Tick;

    /// <inheritdoc/>
    public static Decision<CatalogueFact<CorrelationRuleSpec>> Decide(
        CatalogueState<CorrelationRuleSpec> state,
        CatalogueCommand<CorrelationRuleSpec> command,
        DateTimeOffset now
    ) => CatalogueDecisions<CorrelationRuleSpec>.Decide(state, command, now, "correlation rule", CorrelationRuleFlaw.Of);

    /// <inheritdoc/>
    public static CatalogueState<CorrelationRuleSpec> Evolve(
        CatalogueState<CorrelationRuleSpec> state,
        CatalogueFact<CorrelationRuleSpec> fact
    ) => CatalogueDecisions<CorrelationRuleSpec>.Evolve(state, fact);

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(CatalogueState<CorrelationRuleSpec> state) => null;

    /// <inheritdoc/>
    public static DateTimeOffset At(CatalogueFact<CorrelationRuleSpec> fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(
        EntityId self,
        CatalogueState<CorrelationRuleSpec> state,
        CatalogueFact<CorrelationRuleSpec> fact
    ) => [];

    /// <inheritdoc/>
    public static Document? Describe(EntityId self, CatalogueState<CorrelationRuleSpec> state, long version) =>
        CatalogueDecisions<CorrelationRuleSpec>.Describe(self, state, version, spec => [new("name", spec.Name)]);
}
