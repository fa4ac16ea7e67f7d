using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Watchfloor.Notifications;

/// <summary>Seals secret settings before they leave the api. The purpose is <see cref="Purpose"/>; whoever sends opens them under it.</summary>
public sealed class ChannelSecrets
{
    /// <summary>Of the data protector.</summary>
    public const string Purpose = "watchfloor.channel";

    readonly IDataProtector _seal;

    internal ChannelSecrets(IDataProtectionProvider protection) => _seal = protection.CreateProtector(Purpose);

    /// <summary>The sealed value; the old one where the secret is the same, so that nothing seems to have changed.</summary>
    internal string Seal(string secret, string? old) => old is not null && Holds(old, secret) ? old : _seal.Protect(secret);

    bool Holds(string sealedValue, string secret)
    {
        try
        {
            return CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(_seal.Unprotect(sealedValue)),
                Encoding.UTF8.GetBytes(secret)
            );
        }
        catch (CryptographicException)
        {
            return false; // sealed by another installation: it is sealed anew
        }
    }
}
