using Watchfloor.Store;
using Watchfloor.Tenants;

namespace Watchfloor.Security;

/// <summary>Whether who was let in once may still come in: what people took away, closed or let run out stays outside.</summary>
sealed class Standing(ICatalogueLists catalogue, ApiClock clock)
{
    /// <summary>The holder as it stands now, with its present role; null where it may not come in any more.</summary>
    /// <param name="keyHash">Of the key that was shown, now or when the session began; null where it came without one.</param>
    public async ValueTask<Admitted?> Of(KeyHolder holder, string? keyHash, CancellationToken cancellation)
    {
        if (!await IsOpen(holder.Tenant, cancellation))
            return null;
        if (HolderIds.IsAccount(holder.Id))
            return
                await catalogue.Find<AccountSpec>(holder.Tenant, Kinds.Account, holder.Id, cancellation) is { Spec.Disabled: false } account
                ? new(holder with { Role = account.Spec.Role }, KeyScope.Free, null)
                : null;
        if (HolderIds.IsKey(holder.Id))
            return await Key(holder, keyHash, cancellation);
        return new(holder, KeyScope.Free, null); // the installation's own: whoever holds its directory holds the house; a new key ends the sessions of the old one
    }

    async ValueTask<Admitted?> Key(KeyHolder holder, string? keyHash, CancellationToken cancellation)
    {
        if (await catalogue.Find<ApiKeySpec>(holder.Tenant, Kinds.ApiKey, holder.Id, cancellation) is not { Spec: var key })
            return null;
        return key.ExpiresAt <= clock.Now || !IsOf(key, keyHash) ? null : new(holder with { Role = key.Role }, KeyScope.Of(key), key);
    }

    /// <summary>A key that was changed for a new one opens nothing once the overlap is over, nor does what it opened before.</summary>
    bool IsOf(ApiKeySpec key, string? hash) =>
        hash is not null && (key.Hash == hash || key.PreviousHash == hash && key.PreviousUntil > clock.Now);

    async ValueTask<bool> IsOpen(TenantId tenant, CancellationToken cancellation) =>
        tenant == TenantId.Default
        || await catalogue.Find<TenantSpec>(TenantId.Default, Kinds.Tenant, tenant.Value, cancellation) is { Spec.Closed: false };
}

/// <summary>Somebody who may come in, made once for each time that it is looked up: many requests share it.</summary>
sealed class Admitted(KeyHolder holder, KeyScope scope, ApiKeySpec? key)
{
    public KeyHolder Holder => holder;

    /// <summary>What is known of the key, where it is one that people made.</summary>
    public ApiKeySpec? Key => key;

    /// <summary>As handlers see it.</summary>
    public KnownCaller User { get; } = new(new(holder, scope));
}
