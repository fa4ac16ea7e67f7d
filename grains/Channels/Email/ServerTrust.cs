using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Watchfloor.Channels.Email;

/// <summary>
/// Whom a channel believes to be its mail server: whoever the authorities of the system vouch for under its name; with certificates of
/// its own, whoever those vouch for under its name; with a fingerprint, the holder of that one certificate. There is no way to believe anybody.
/// </summary>
static class ServerTrust
{
    /// <summary>How to greet the server. Throws <see cref="CryptographicException"/> where the trust cannot be read.</summary>
    public static SslClientAuthenticationOptions Options(string host, string? trust)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = host };
        if (trust is null)
            return options;
        if (trust.Contains("-----BEGIN", StringComparison.Ordinal))
            options.CertificateChainPolicy = Authorities(trust);
        else
            options.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && IsPinned(shown, trust);
        return options;
    }

    static X509ChainPolicy Authorities(string pem)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck, // an authority of one's own publishes no lists
        };
        policy.CustomTrustStore.ImportFromPem(pem);
        return policy;
    }

    static bool IsPinned(X509Certificate shown, string fingerprint) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(shown.GetRawCertData()),
            Convert.FromHexString(fingerprint.Replace(":", "", StringComparison.Ordinal))
        );
}
