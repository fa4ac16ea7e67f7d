using Watchfloor.Catalogue;
using Watchfloor.Input;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;
using Watchfloor.Versions;

namespace Watchfloor.Tenants;

/// <summary>Opens and closes tenants. The key comes first: of a tenant that nobody opened it opens nothing, so a stop in between harms nobody.</summary>
sealed class TenantDesk(GrainCalls grains, ICatalogueLists catalogue, KeyDesk keys, KnownKeys known, RequestIds ids)
{
    public const string Noun = "tenant";

    public async Task<(OpenedTenant? Opened, ProblemAnswer? Problem)> Open(Caller caller, NewTenant wanted, Wish wish)
    {
        if (await Find(caller, wanted.Id) is not null)
            return (null, ProblemAnswer.Refused($"There is a tenant {wanted.Id} already. Choose another id."));
        var inside = caller with { Tenant = new(wanted.Id) };
        var first = new NewKey { Name = "The first admin key", Role = Role.Admin };
        var (key, problem) = await keys.Make(inside, HolderIds.Key(ids.Next()), first, wish);
        if (key is null)
            return (null, problem);
        var outcome = await Do(caller, wanted.Id, new Define<TenantSpec>(new(wanted.Name, Closed: false)), wish, version: null);
        if (outcome.Kind == OutcomeKind.Done)
            return (new(wanted.Id, key), null);
        await keys.Remove(inside, key.Id, IfMatch.Any, wish.Again("undo"));
        return (null, outcome.Problem(Noun) ?? ProblemAnswer.Refused($"Somebody else opened the tenant {wanted.Id} at the same moment."));
    }

    /// <summary>Nobody of it gets in any more: at once in this process, elsewhere as fast as keys are looked up again.</summary>
    public async Task<ProblemAnswer?> Close(Caller caller, string id, IfMatch match, Wish wish)
    {
        if (await Find(caller, id) is not { } entry)
            return TenantsApi.NoSuchTenant(id);
        if (match.Refusal(entry.Version, Noun) is { } outdated)
            return outdated;
        var outcome = await Do(caller, id, new Amend<TenantSpec>(entry.Spec with { Closed = true }), wish, entry.Version);
        known.Forget();
        return outcome.Refusal(Noun);
    }

    ValueTask<Entry<TenantSpec>?> Find(Caller caller, string id) =>
        catalogue.Find<TenantSpec>(caller.Tenant, Kinds.Tenant, id, CancellationToken.None);

    Task<Outcome> Do(Caller caller, string id, CatalogueCommand<TenantSpec> command, Wish wish, long? version) =>
        grains.DoOn<ITenantGrain, CatalogueCommand<TenantSpec>>(caller, new(Kinds.Tenant, caller.Tenant, id), version, command, wish);
}
