using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.ServiceLevels;

/// <summary>The life of an SLA policy.</summary>
public sealed partial class SlaPolicyRules
    : IRules<CatalogueState<SlaPolicySpec>, CatalogueCommand<SlaPolicySpec>, CatalogueFact<SlaPolicySpec>>,
        IDocumented<CatalogueState<SlaPolicySpec>>
{
    /// <inheritdoc/>
    public static CatalogueState<SlaPolicySpec> Initial => CatalogueDecisions<SlaPolicySpec>.Initial;

    /// <inheritdoc/>
    public static CatalogueCommand<SlaPolicySpec> Tick => CatalogueDecisions<SlaPolicySpec>.Tick;

    /// <inheritdoc/>
    public static Decision<CatalogueFact<SlaPolicySpec>> Decide(
        CatalogueState<SlaPolicySpec> state,
        CatalogueCommand<SlaPolicySpec> command,
        DateTimeOffset now
    ) => CatalogueDecisions<SlaPolicySpec>.Decide(state, command, now, "SLA policy", SlaPolicyFlaw.Of);

    /// <inheritdoc/>
    public static CatalogueState<SlaPolicySpec> Evolve(CatalogueState<SlaPolicySpec> state, CatalogueFact<SlaPolicySpec> fact) =>
        CatalogueDecisions<SlaPolicySpec>.Evolve(state, fact);

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(CatalogueState<SlaPolicySpec> state) => null;

    /// <inheritdoc/>
    public static DateTimeOffset At(CatalogueFact<SlaPolicySpec> fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, CatalogueState<SlaPolicySpec> state, CatalogueFact<SlaPolicySpec> fact) => [];

    /// <inheritdoc/>
    public static Document? Describe(EntityId self, CatalogueState<SlaPolicySpec> state, long version) =>
        CatalogueDecisions<SlaPolicySpec>.Describe(self, state, version, spec => [new("name", spec.Name)]);
}
