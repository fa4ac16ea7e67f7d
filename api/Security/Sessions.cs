using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>
/// Sessions of browsers. The cookie holds a secret, the store its hash: what ended stays ended, over restarts too. A session ends
/// after twelve hours without use, and after fourteen days in any case. Of one holder there are only so many; the least used go first.
/// </summary>
sealed class Sessions(ISessions store, ApiClock clock)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(14);
    static readonly TimeSpan Idle = TimeSpan.FromHours(12);
    static readonly TimeSpan RenewedAfter = TimeSpan.FromHours(1);
    const int LongestSecret = 128;
    const int Most = 512;

    /// <summary>A new session; its secret is for the cookie alone. One that a key begins lives no longer than that key opens.</summary>
    public async Task<string> Begin(KeyHolder holder, string? keyHash)
    {
        var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await store.Begin(new(Hash(secret), holder, clock.Now, clock.Now + Idle, keyHash), Most);
        return secret;
    }

    /// <summary>The session of a cookie; null where it is none of ours, ran out or was ended.</summary>
    public async ValueTask<StoredSession?> Find(string secret, CancellationToken cancellation)
    {
        if (secret.Length is 0 or > LongestSecret)
            return null;
        return await store.Find(Hash(secret), cancellation) is { } session && session.Until > clock.Now ? session : null;
    }

    /// <summary>What a cookie is known by where it must not be kept.</summary>
    public static string NameOf(string secret) => Convert.ToHexStringLower(Hash(secret));

    /// <summary>It was used: its end moves on, at most once an hour. One that ended meanwhile, at whichever process, does not come back.</summary>
    public async Task Used(StoredSession session)
    {
        var end = clock.Now + Idle;
        var last = session.Since + Longest;
        if (end - session.Until < RenewedAfter || session.Until >= last)
            return;
        await store.Renew(session.Hash, end < last ? end : last);
    }

    /// <summary>Ends one.</summary>
    public Task End(StoredSession session) => store.End(session.Hash);

    /// <summary>Ends all of an account or key.</summary>
    public Task EndAll(TenantId tenant, string holderId) => store.EndAll(tenant, holderId);

    /// <summary>Ends all of an account or key but the given one, where it is theirs.</summary>
    public Task EndOthers(TenantId tenant, string holderId, StoredSession? mine) => store.EndAll(tenant, holderId, mine?.Hash ?? default);

    static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
