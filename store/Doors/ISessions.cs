namespace Watchfloor.Store;

/// <summary>Somebody who signed in.</summary>
/// <param name="Hash">SHA-256 of the secret in the cookie.</param>
/// <param name="Holder">The key or account whose session it is.</param>
/// <param name="KeyHash">SHA-256, in lower-case hex, of the key that it was begun with; null where it was begun without one.</param>
public sealed record StoredSession(
    ReadOnlyMemory<byte> Hash,
    KeyHolder Holder,
    DateTimeOffset Since,
    DateTimeOffset Until,
    string? KeyHash = null
);

/// <summary>Sessions of browsers. What ended stays ended, also over a restart.</summary>
public interface ISessions
{
    /// <summary>The session under a hash, unless it ended or ran out.</summary>
    ValueTask<StoredSession?> Find(ReadOnlyMemory<byte> hash, CancellationToken cancellation);

    /// <summary>Writes a new session. Of more than so many of its holder those end that would end first, the older before the younger.</summary>
    Task Begin(StoredSession session, int most);

    /// <summary>Moves the end of a session on. One that has ended stays so, whoever ended it, and none ends sooner by it.</summary>
    Task Renew(ReadOnlyMemory<byte> hash, DateTimeOffset until);

    /// <summary>Ends one.</summary>
    Task End(ReadOnlyMemory<byte> hash);

    /// <summary>Ends all sessions of an account or key, but for the one that is named.</summary>
    Task EndAll(TenantId tenant, string holderId, ReadOnlyMemory<byte> but = default);
}
