using Watchfloor.Security;
using Watchfloor.Store;

namespace Watchfloor.Tenants;

/// <summary>What actors are called now. Names stand in no journal, so that a person can be forgotten.</summary>
sealed class ActorNames(IPeople people, ICatalogueLists catalogue, IKeys keys)
{
    const int PageSize = 500;

    public async Task<IReadOnlyDictionary<string, string>> Of(TenantId tenant, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (await Of(tenant, id, cancellation) is { } name)
                names[id] = name;
        }
        return names;
    }

    /// <summary>Everybody of a tenant who can act, by id: people, keys that they made, and keys that the installation made for itself.</summary>
    public async Task<IReadOnlyDictionary<string, string>> All(TenantId tenant, CancellationToken cancellation)
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var holder in await keys.OfInstallation(tenant, cancellation))
            names[holder.Id] = holder.Name;
        foreach (var person in await people.All(tenant, cancellation))
            names[person.Id] = person.Name;
        string? cursor = null;
        do
        {
            var page = await catalogue.List<ApiKeySpec>(tenant, Kinds.ApiKey, PageSize, cursor, cancellation);
            foreach (var key in page.Items)
                names[key.Id] = key.Spec.Name;
            cursor = page.Next;
        } while (cursor is not null);
        return names;
    }

    async ValueTask<string?> Of(TenantId tenant, string id, CancellationToken cancellation)
    {
        if (HolderIds.IsAccount(id))
            return (await people.Find(tenant, id, cancellation))?.Name;
        return HolderIds.IsKey(id) ? (await catalogue.Find<ApiKeySpec>(tenant, Kinds.ApiKey, id, cancellation))?.Spec.Name : null;
    }
}
