using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Plant;

/// <summary>The life of a facility.</summary>
public sealed partial class FacilityRules
    : IRules<CatalogueState<FacilitySpec>, CatalogueCommand<FacilitySpec>, CatalogueFact<FacilitySpec>>,
        IDocumented<CatalogueState<FacilitySpec>>
{
    /// <inheritdoc/>
    public static CatalogueState<FacilitySpec> Initial => CatalogueDecisions<FacilitySpec>.Initial;

    /// <inheritdoc/>
    public static CatalogueCommand<FacilitySpec> Tick => CatalogueDecisions<FacilitySpec>.Tick;

    /// <inheritdoc/>
    public static Decision<CatalogueFact<FacilitySpec>> Decide(
        CatalogueState<FacilitySpec> state,
        CatalogueCommand<FacilitySpec> command,
        DateTimeOffset now
    ) => CatalogueDecisions<FacilitySpec>.Decide(state, command, now, "facility", FlawOf);

    /// <inheritdoc/>
    public static CatalogueState<FacilitySpec> Evolve(CatalogueState<FacilitySpec> state, CatalogueFact<FacilitySpec> fact) =>
        CatalogueDecisions<FacilitySpec>.Evolve(state, fact);

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(CatalogueState<FacilitySpec> state) => null;

    /// <inheritdoc/>
    public static DateTimeOffset At(CatalogueFact<FacilitySpec> fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, CatalogueState<FacilitySpec> state, CatalogueFact<FacilitySpec> fact) => [];

    /// <inheritdoc/>
    public static Document? Describe(EntityId self, CatalogueState<FacilitySpec> state, long version) =>
        CatalogueDecisions<FacilitySpec>.Describe(self, state, version, spec => [new("name", spec.Name)]);

    static string? FlawOf(FacilitySpec spec) =>
        SpecFlaws.OfName(spec.Name)
        ?? (spec.Location is { } place && !place.IsOnEarth() ? "location must have lat from -90 to 90 and lon from -180 to 180" : null);
}
