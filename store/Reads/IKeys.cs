namespace Watchfloor.Store;

/// <summary>Who holds a key.</summary>
public sealed record KeyHolder(string Id, string Name, Role Role, TenantId Tenant);

/// <summary>API keys; only SHA-256 hashes of them are stored.</summary>
public interface IKeys
{
    /// <summary>Whose key is this? Null: nobody's.</summary>
    ValueTask<KeyHolder?> Holder(string key, CancellationToken cancellation);

    /// <summary>Who holds the keys that the installation made for itself in a tenant, by id; keys that people made are in the catalogue.</summary>
    ValueTask<IReadOnlyList<KeyHolder>> OfInstallation(TenantId tenant, CancellationToken cancellation);

    /// <summary>
    /// Lets a key in, in place of the one that its holder had before, whose sessions end with it. Called by the host at first start.
    /// </summary>
    Task Admit(KeyHolder holder, string key, CancellationToken cancellation);
}
