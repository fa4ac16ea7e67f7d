using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Sources;

/// <summary>The life of a webhook mapping.</summary>
public sealed partial class MappingRules
    : IRules<CatalogueState<MappingSpec>, CatalogueCommand<MappingSpec>, CatalogueFact<MappingSpec>>,
        IDocumented<CatalogueState<MappingSpec>>
{
    /// <inheritdoc/>
    public static CatalogueState<MappingSpec> Initial => CatalogueDecisions<MappingSpec>.Initial;

    /// <inheritdoc/>
    public static CatalogueCommand<MappingSpec> Tick => CatalogueDecisions<MappingSpec>.Tick;

    /// <inheritdoc/>
    public static Decision<CatalogueFact<MappingSpec>> Decide(
        CatalogueState<MappingSpec> state,
        CatalogueCommand<MappingSpec> command,
        DateTimeOffset now
    ) => CatalogueDecisions<MappingSpec>.Decide(state, command, now, "webhook mapping", FlawOf);

    /// <inheritdoc/>
    public static CatalogueState<MappingSpec> Evolve(CatalogueState<MappingSpec> state, CatalogueFact<MappingSpec> fact) =>
        CatalogueDecisions<MappingSpec>.Evolve(state, fact);

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(CatalogueState<MappingSpec> state) => null;

    /// <inheritdoc/>
    public static DateTimeOffset At(CatalogueFact<MappingSpec> fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, CatalogueState<MappingSpec> state, CatalogueFact<MappingSpec> fact) => [];

    /// <inheritdoc/>
    public static Document? Describe(EntityId self, CatalogueState<MappingSpec> state, long version) =>
        CatalogueDecisions<MappingSpec>.Describe(self, state, version, spec => [new("name", spec.Name), new("source", spec.Source)]);

    static string? FlawOf(MappingSpec spec) =>
        SpecFlaws.OfName(spec.Name)
        ?? (string.IsNullOrWhiteSpace(spec.Source) || spec.Source.Length > 128 ? "source must be 1 to 128 characters" : null)
        ?? (string.IsNullOrWhiteSpace(spec.Title) ? "title must say of what the title is made" : null)
        ?? (string.IsNullOrWhiteSpace(spec.Category) ? "category must say of what the category is made" : null)
        ?? (
            spec.Cleared.Count > 0 && (spec.State is null || spec.ConditionKey is null) ? "what clears needs state and conditionKey" : null
        );
}
