using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Watchfloor.Json;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>Somebody who signed in.</summary>
sealed record Session(string Id, KeyHolder Holder, DateTimeOffset Since);

/// <summary>
/// Sessions live in the cookie, sealed by data protection, and slide on for two weeks at a time. Signing out is remembered
/// in this process only: a copied cookie that was signed out opens again after a restart, until it runs out.
/// </summary>
sealed class Sessions(IDataProtectionProvider protection, RequestIds ids, ApiClock clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);
    static readonly TimeSpan RenewedAfter = TimeSpan.FromHours(12);

    readonly IDataProtector _seal = protection.CreateProtector("watchfloor.session");
    readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    public string Begin(KeyHolder holder) => Seal(new(ids.Next(), holder, clock.Now));

    public string Renew(Session session) => Seal(session with { Since = clock.Now });

    public bool IsWorthRenewing(Session session) => clock.Now - session.Since > RenewedAfter;

    /// <summary>The session of a cookie; null where it is none of ours, ran out or was ended.</summary>
    public Session? Read(string cookie)
    {
        try
        {
            var session = JsonSerializer.Deserialize<Session>(_seal.Unprotect(cookie), WireJson.Options);
            return session is not null && session.Since + Lifetime > clock.Now && !_ended.ContainsKey(session.Id) ? session : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void End(Session session)
    {
        foreach (var (id, until) in _ended)
        {
            if (until < clock.Now)
                _ended.TryRemove(id, out _);
        }
        _ended[session.Id] = clock.Now + Lifetime;
    }

    string Seal(Session session) => _seal.Protect(JsonSerializer.Serialize(session, WireJson.Options));
}
