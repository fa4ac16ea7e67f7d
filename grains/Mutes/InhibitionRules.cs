using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Mutes;

/// <summary>The life of an inhibition rule.</summary>
public sealed partial class InhibitionRules
    : IRules<CatalogueState<InhibitionSpec>, CatalogueCommand<InhibitionSpec>, CatalogueFact<InhibitionSpec>>,
        IDocumented<CatalogueState<InhibitionSpec>>
{
    /// <inheritdoc/>
    public static CatalogueState<InhibitionSpec> Initial => CatalogueDecisions<InhibitionSpec>.Initial;

    /// <inheritdoc/>
    public static CatalogueCommand<InhibitionSpec> Tick => CatalogueDecisions<InhibitionSpec>.Tick;

    /// <inheritdoc/>
    public static Decision<CatalogueFact<InhibitionSpec>> Decide(
        CatalogueState<InhibitionSpec> state,
        CatalogueCommand<InhibitionSpec> command,
        DateTimeOffset now
    ) => CatalogueDecisions<InhibitionSpec>.Decide(state, command, now, "inhibition rule", InhibitionFlaw.Of);

    /// <inheritdoc/>
    public static CatalogueState<InhibitionSpec> Evolve(CatalogueState<InhibitionSpec> state, CatalogueFact<InhibitionSpec> fact) =>
        CatalogueDecisions<InhibitionSpec>.Evolve(state, fact);

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(CatalogueState<InhibitionSpec> state) => null;

    /// <inheritdoc/>
    public static DateTimeOffset At(CatalogueFact<InhibitionSpec> fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, CatalogueState<InhibitionSpec> state, CatalogueFact<InhibitionSpec> fact) =>
        [new(MutesKey.Of(self.Tenant), new InhibitionChanged())];

    /// <inheritdoc/>
    public static Document? Describe(EntityId self, CatalogueState<InhibitionSpec> state, long version) =>
        CatalogueDecisions<InhibitionSpec>.Describe(self, state, version, spec => [new("name", spec.Name)]);
}
