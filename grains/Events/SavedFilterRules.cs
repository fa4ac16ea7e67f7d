using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Events;

/// <summary>The life of a saved filter.</summary>
public sealed partial class SavedFilterRules
    : IRules<CatalogueState<SavedFilterSpec>, CatalogueCommand<SavedFilterSpec>, CatalogueFact<SavedFilterSpec>>,
        IDocumented<CatalogueState<SavedFilterSpec>>
{
    const int LongestQuery = 2_000;

    /// <inheritdoc/>
    public static CatalogueState<SavedFilterSpec> Initial => CatalogueDecisions<SavedFilterSpec>.Initial;

    /// <inheritdoc/>
    public static CatalogueCommand<SavedFilterSpec> Tick => CatalogueDecisions<SavedFilterSpec>.Tick;

    /// <inheritdoc/>
    public static Decision<CatalogueFact<SavedFilterSpec>> Decide(
        CatalogueState<SavedFilterSpec> state,
        CatalogueCommand<SavedFilterSpec> command,
        DateTimeOffset now
    ) => CatalogueDecisions<SavedFilterSpec>.Decide(state, command, now, "saved filter", FlawOf);

    /// <inheritdoc/>
    public static CatalogueState<SavedFilterSpec> Evolve(CatalogueState<SavedFilterSpec> state, CatalogueFact<SavedFilterSpec> fact) =>
        CatalogueDecisions<SavedFilterSpec>.Evolve(state, fact);

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(CatalogueState<SavedFilterSpec> state) => null;

    /// <inheritdoc/>
    public static DateTimeOffset At(CatalogueFact<SavedFilterSpec> fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, CatalogueState<SavedFilterSpec> state, CatalogueFact<SavedFilterSpec> fact) =>
        [];

    /// <inheritdoc/>
    public static Document? Describe(EntityId self, CatalogueState<SavedFilterSpec> state, long version) =>
        CatalogueDecisions<SavedFilterSpec>.Describe(self, state, version, spec => [new("name", spec.Name), new("owner", spec.Owner)]);

    static string? FlawOf(SavedFilterSpec spec) =>
        SpecFlaws.OfName(spec.Name)
        ?? (spec.Query is not { Length: <= LongestQuery } ? $"query must have at most {LongestQuery} characters" : null)
        ?? (string.IsNullOrEmpty(spec.Owner) ? "owner must be known" : null);
}
