using Watchfloor.Catalogue;
using Watchfloor.Input;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;
using Watchfloor.Versions;

namespace Watchfloor.Tenants;

/// <summary>Opens, closes and reopens tenants. The key comes first: of a tenant that nobody opened it opens nothing, so a stop in between harms nobody.</summary>
sealed class TenantDesk(GrainCalls grains, ICatalogueLists catalogue, KeyDesk keys, KnownKeys known, RequestIds ids)
{
    public const string Noun = "tenant";

    public async Task<(OpenedTenant? Opened, ProblemAnswer? Problem)> Open(Caller caller, NewTenant wanted, Wish wish)
    {
        if (await Find(caller, wanted.Id) is not null)
            return (
                null,
                ProblemAnswer.Refused(
                    $"There is a tenant {wanted.Id} already. Choose another id; if its first key was lost, POST /tenants/{wanted.Id}/admin-keys makes another."
                )
            );
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

    /// <summary>Another admin key, for a tenant that has none that anybody knows: a stop may have come before the first was told.</summary>
    public async Task<(MadeKey? Made, ProblemAnswer? Problem)> MakeKey(Caller caller, string id, IfMatch match, Wish wish)
    {
        if (await Find(caller, id) is not { } entry)
            return (null, TenantsApi.NoSuchTenant(id));
        if (match.Refusal(entry.Version, Noun) is { } outdated)
            return (null, outdated);
        if (entry.Spec.Closed)
            return (null, ProblemAnswer.Refused($"The tenant {id} is closed: no key of it opens anything. Reopen it first."));
        var wanted = new NewKey { Name = "An admin key that the installation made", Role = Role.Admin };
        return await keys.Make(caller with { Tenant = new(id) }, HolderIds.Key(ids.Next()), wanted, wish);
    }

    /// <summary>Nobody of it gets in any more: at once in this process, elsewhere as fast as keys are looked up again.</summary>
    public Task<(Entry<TenantSpec>? Entry, ProblemAnswer? Problem)> Close(Caller caller, string id, IfMatch match, Wish wish) =>
        Amend(caller, id, spec => spec with { Closed = true }, match, wish);

    /// <summary>Whoever got in before gets in again.</summary>
    public Task<(Entry<TenantSpec>? Entry, ProblemAnswer? Problem)> Reopen(Caller caller, string id, IfMatch match, Wish wish) =>
        Amend(caller, id, spec => spec with { Closed = false }, match, wish);

    async Task<(Entry<TenantSpec>? Entry, ProblemAnswer? Problem)> Amend(
        Caller caller,
        string id,
        Func<TenantSpec, TenantSpec> change,
        IfMatch match,
        Wish wish
    )
    {
        if (await Find(caller, id) is not { } entry)
            return (null, TenantsApi.NoSuchTenant(id));
        if (match.Refusal(entry.Version, Noun) is { } outdated)
            return (null, outdated);
        var amended = entry with { Spec = change(entry.Spec) };
        var outcome = await Do(caller, id, new Amend<TenantSpec>(amended.Spec), wish, entry.Version);
        known.Forget();
        return outcome.Refusal(Noun) is { } refusal ? (null, refusal) : (amended with { Version = outcome.Version }, null);
    }

    ValueTask<Entry<TenantSpec>?> Find(Caller caller, string id) =>
        catalogue.Find<TenantSpec>(caller.Tenant, Kinds.Tenant, id, CancellationToken.None);

    Task<Outcome> Do(Caller caller, string id, CatalogueCommand<TenantSpec> command, Wish wish, long? version) =>
        grains.DoOn<ITenantGrain, CatalogueCommand<TenantSpec>>(caller, new(Kinds.Tenant, caller.Tenant, id), version, command, wish);
}
