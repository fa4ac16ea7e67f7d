namespace Watchfloor.Store;

/// <summary>Who holds a key.</summary>
public sealed record KeyHolder(string Id, string Name, Role Role, TenantId Tenant);

/// <summary>API keys; only SHA-256 hashes of them are stored.</summary>
public interface IKeys
{
    /// <summary>Whose key is this? Null: nobody's.</summary>
    ValueTask<KeyHolder?> Holder(string key, CancellationToken cancellation);

    /// <summary>Lets a key in. Called by the host at first start.</summary>
    Task Admit(KeyHolder holder, string key, CancellationToken cancellation);
}
