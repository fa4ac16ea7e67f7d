using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Tenants;

/// <summary>The life of a tenant. It is closed, never removed: its name stays taken.</summary>
public sealed partial class TenantRules
    : IRules<CatalogueState<TenantSpec>, CatalogueCommand<TenantSpec>, CatalogueFact<TenantSpec>>,
        IDocumented<CatalogueState<TenantSpec>>
{
    /// <inheritdoc/>
    public static CatalogueState<TenantSpec> Initial => CatalogueDecisions<TenantSpec>.Initial;

    /// <inheritdoc/>
    public static CatalogueCommand<TenantSpec> Tick => CatalogueDecisions<TenantSpec>.Tick;

    /// <inheritdoc/>
    public static Decision<CatalogueFact<TenantSpec>> Decide(
        CatalogueState<TenantSpec> state,
        CatalogueCommand<TenantSpec> command,
        DateTimeOffset now
    ) => CatalogueDecisions<TenantSpec>.Decide(state, command, now, "tenant", FlawOf);

    /// <inheritdoc/>
    public static CatalogueState<TenantSpec> Evolve(CatalogueState<TenantSpec> state, CatalogueFact<TenantSpec> fact) =>
        CatalogueDecisions<TenantSpec>.Evolve(state, fact);

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(CatalogueState<TenantSpec> state) => null;

    /// <inheritdoc/>
    public static DateTimeOffset At(CatalogueFact<TenantSpec> fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, CatalogueState<TenantSpec> state, CatalogueFact<TenantSpec> fact) => [];

    /// <inheritdoc/>
    public static Document? Describe(EntityId self, CatalogueState<TenantSpec> state, long version) =>
        CatalogueDecisions<TenantSpec>.Describe(self, state, version, spec => [new("name", spec.Name)]);

    static string? FlawOf(TenantSpec spec) => SpecFlaws.OfName(spec.Name);
}
