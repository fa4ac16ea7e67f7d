using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Tenants;

/// <summary>The life of an account.</summary>
public sealed partial class AccountRules
    : IRules<CatalogueState<AccountSpec>, CatalogueCommand<AccountSpec>, CatalogueFact<AccountSpec>>,
        IDocumented<CatalogueState<AccountSpec>>
{
    /// <inheritdoc/>
    public static CatalogueState<AccountSpec> Initial => CatalogueDecisions<AccountSpec>.Initial;

    /// <inheritdoc/>
    public static CatalogueCommand<AccountSpec> Tick => CatalogueDecisions<AccountSpec>.Tick;

    /// <inheritdoc/>
    public static Decision<CatalogueFact<AccountSpec>> Decide(
        CatalogueState<AccountSpec> state,
        CatalogueCommand<AccountSpec> command,
        DateTimeOffset now
    ) => CatalogueDecisions<AccountSpec>.Decide(state, command, now, "account", FlawOf);

    /// <inheritdoc/>
    public static CatalogueState<AccountSpec> Evolve(CatalogueState<AccountSpec> state, CatalogueFact<AccountSpec> fact) =>
        CatalogueDecisions<AccountSpec>.Evolve(state, fact);

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(CatalogueState<AccountSpec> state) => null;

    /// <inheritdoc/>
    public static DateTimeOffset At(CatalogueFact<AccountSpec> fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, CatalogueState<AccountSpec> state, CatalogueFact<AccountSpec> fact) => [];

    /// <inheritdoc/>
    public static Document? Describe(EntityId self, CatalogueState<AccountSpec> state, long version) =>
        CatalogueDecisions<AccountSpec>.Describe(
            self,
            state,
            version,
            spec => [new("name", self.Id), new("role", WireWords.Of(spec.Role)), new("disabled", spec.Disabled)]
        );

    static string? FlawOf(AccountSpec spec) => Enum.IsDefined(spec.Role) ? null : "role must be one that is known";
}
