using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>
/// One-time tokens that sign a person in: 15 minutes, one use. A token says itself whom it signs in, sealed with the keys of the
/// installation, so that every process takes it; that it was used stands in the store, so that only one does.
/// </summary>
public sealed class SignInLinks
{
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    static readonly KeyHolder Admin = new("admin", "Admin", Role.Admin, TenantId.Default);

    const int LongestToken = 2048;
    const int Parts = 6;
    const string Book = "sign-in-link"; // nobody's id: of holders none looks so

    readonly ApiClock _clock;
    readonly IAnswers _used;
    readonly IDataProtector _seal;

    internal SignInLinks(ApiClock clock, IAnswers used, IDataProtectionProvider protection) =>
        (_clock, _used, _seal) = (clock, used, protection.CreateProtector("watchfloor.sign-in-link"));

    /// <summary>A token for <c>/sign-in?token=</c>; without a holder it signs in an admin of the default tenant.</summary>
    public string Issue(KeyHolder? holder = null)
    {
        var who = holder ?? Admin;
        var until = (_clock.Now + Lifetime).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var own = RandomNumberGenerator.GetHexString(16); // two links of the same moment are two
        var text = string.Join('\n', until, own, who.Role, who.Tenant.Value, who.Id, who.Name);
        return WebEncoders.Base64UrlEncode(_seal.Protect(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Uses a token up. Null where it was used, ran out or never was.</summary>
    public async Task<KeyHolder?> Redeem(string token, CancellationToken cancellation)
    {
        if (Read(token) is not { } holder)
            return null;
        // Whoever is the first to put down that it was used has used it.
        var (key, mine) = (Hash(token), RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes));
        await _used.Keep(TenantId.Default, Book, key, new(mine, 303, new Dictionary<string, string>(StringComparer.Ordinal), default));
        var first = await _used.Find(TenantId.Default, Book, key, cancellation);
        return first?.Fingerprint.Span.SequenceEqual(mine) == true ? holder : null;
    }

    KeyHolder? Read(string token)
    {
        if (token.Length is 0 or > LongestToken)
            return null;
        try
        {
            var parts = Encoding.UTF8.GetString(_seal.Unprotect(WebEncoders.Base64UrlDecode(token))).Split('\n', Parts);
            var until = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[0], CultureInfo.InvariantCulture));
            return until > _clock.Now ? new(parts[4], parts[5], Enum.Parse<Role>(parts[2]), new(parts[3])) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null; // none of ours
        }
    }

    static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
