using Watchfloor.Store;
using Watchfloor.Tenants;

namespace Watchfloor.Security;

/// <summary>Whether who was let in once may still come in: what people took away, closed or let run out stays outside.</summary>
sealed class Standing(ICatalogueLists catalogue, ApiClock clock)
{
    /// <summary>The holder as it stands now, with its present role; null where it may not come in any more.</summary>
    public async ValueTask<Admitted?> Of(KeyHolder holder, CancellationToken cancellation)
    {
        if (!await IsOpen(holder.Tenant, cancellation))
            return null;
        if (HolderIds.IsAccount(holder.Id))
            return
                await catalogue.Find<AccountSpec>(holder.Tenant, Kinds.Account, holder.Id, cancellation) is { Spec.Disabled: false } account
                ? new(holder with { Role = account.Spec.Role }, KeyScope.Free, null)
                : null;
        if (HolderIds.IsKey(holder.Id))
            return await Key(holder, cancellation);
        return new(holder, KeyScope.Free, null); // the installation's own: whoever holds its directory holds the house
    }

    async ValueTask<Admitted?> Key(KeyHolder holder, CancellationToken cancellation)
    {
        if (await catalogue.Find<ApiKeySpec>(holder.Tenant, Kinds.ApiKey, holder.Id, cancellation) is not { Spec: var key })
            return null;
        return key.ExpiresAt <= clock.Now ? null : new(holder with { Role = key.Role }, KeyScope.Of(key), key);
    }

    async ValueTask<bool> IsOpen(TenantId tenant, CancellationToken cancellation) =>
        tenant == TenantId.Default
        || await catalogue.Find<TenantSpec>(TenantId.Default, Kinds.Tenant, tenant.Value, cancellation) is { Spec.Closed: false };
}

/// <summary>Somebody who may come in.</summary>
/// <param name="Key">What is known of the key, where it is one that people made.</param>
sealed record Admitted(KeyHolder Holder, KeyScope Scope, ApiKeySpec? Key);
