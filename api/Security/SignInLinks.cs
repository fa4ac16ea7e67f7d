using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>
/// One-time tokens that sign a person in. They live in this process only: 15 minutes, one use, gone with a restart (which
/// prints a new one).
/// </summary>
public sealed class SignInLinks
{
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    static readonly KeyHolder Admin = new("admin", "Admin", Role.Admin, TenantId.Default);

    readonly ApiClock _clock;
    readonly ConcurrentDictionary<string, (KeyHolder Holder, DateTimeOffset Until)> _open = new(StringComparer.Ordinal);

    internal SignInLinks(ApiClock clock) => _clock = clock;

    /// <summary>A token for <c>/sign-in?token=</c>; without a holder it signs in an admin of the default tenant.</summary>
    public string Issue(KeyHolder? holder = null)
    {
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        foreach (var (hash, link) in _open)
        {
            if (link.Until <= _clock.Now)
                _open.TryRemove(hash, out _);
        }
        _open[Hash(token)] = (holder ?? Admin, _clock.Now + Lifetime);
        return token;
    }

    /// <summary>Uses a token up. Null where it was used, ran out or never was.</summary>
    public KeyHolder? Redeem(string token) => _open.TryRemove(Hash(token), out var link) && link.Until > _clock.Now ? link.Holder : null;

    // looked up by hash, so that the time it takes tells nothing of the token
    static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
