using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Tenants;

/// <summary>The life of a key. Time ends it without a fact: whoever opens doors looks at the clock.</summary>
public sealed partial class ApiKeyRules
    : IRules<CatalogueState<ApiKeySpec>, CatalogueCommand<ApiKeySpec>, CatalogueFact<ApiKeySpec>>,
        IDocumented<CatalogueState<ApiKeySpec>>
{
    /// <inheritdoc/>
    public static CatalogueState<ApiKeySpec> Initial => CatalogueDecisions<ApiKeySpec>.Initial;

    /// <inheritdoc/>
    public static CatalogueCommand<ApiKeySpec> Tick => CatalogueDecisions<ApiKeySpec>.Tick;

    /// <inheritdoc/>
    public static Decision<CatalogueFact<ApiKeySpec>> Decide(
        CatalogueState<ApiKeySpec> state,
        CatalogueCommand<ApiKeySpec> command,
        DateTimeOffset now
    ) => CatalogueDecisions<ApiKeySpec>.Decide(state, command, now, "key", FlawOf);

    /// <inheritdoc/>
    public static CatalogueState<ApiKeySpec> Evolve(CatalogueState<ApiKeySpec> state, CatalogueFact<ApiKeySpec> fact) =>
        CatalogueDecisions<ApiKeySpec>.Evolve(state, fact);

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(CatalogueState<ApiKeySpec> state) => null;

    /// <inheritdoc/>
    public static DateTimeOffset At(CatalogueFact<ApiKeySpec> fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, CatalogueState<ApiKeySpec> state, CatalogueFact<ApiKeySpec> fact) => [];

    /// <inheritdoc/>
    public static Document? Describe(EntityId self, CatalogueState<ApiKeySpec> state, long version) =>
        CatalogueDecisions<ApiKeySpec>.Describe(
            self,
            state,
            version,
            spec =>
                [
                    new("name", spec.Name),
                    new("role", WireWords.Of(spec.Role)),
                    new("hash", spec.Hash),
                    new("previous_hash", spec.PreviousHash),
                    new("previous_until", spec.PreviousUntil),
                    new("expires_at", spec.ExpiresAt),
                ]
        );

    static string? FlawOf(ApiKeySpec spec) =>
        SpecFlaws.OfName(spec.Name)
        ?? (!Enum.IsDefined(spec.Role) ? "role must be one that is known" : null)
        ?? (!IsHash(spec.Hash) || !IsHash(spec.PreviousHash ?? spec.Hash) ? "hash must be 64 of 0-9 and a-f" : null)
        ?? ((spec.PreviousHash is null) != (spec.PreviousUntil is null) ? "a previous hash needs its end" : null)
        ?? (spec.RequestsPerSecond <= 0 ? "requestsPerSecond must be more than 0" : null)
        ?? (spec.MaxBodyBytes <= 0 ? "maxBodyBytes must be more than 0" : null);

    static bool IsHash(string text) => text.Length == 64 && text.All(c => c is >= '0' and <= '9' or >= 'a' and <= 'f');
}
