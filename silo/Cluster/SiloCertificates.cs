using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>With what the processes of a cluster prove to each other who they are, where a network between them is not to be trusted.</summary>
/// <param name="Certificate">A PEM file with a certificate and its private key.</param>
/// <param name="Authority">A PEM file with the authority that issued those of the others; null: as the system trusts.</param>
public sealed record SiloCertificates(string Certificate, string? Authority)
{
    /// <summary>Reads both. Throws <see cref="StoreRefusedException"/> where one cannot be read.</summary>
    public void Apply(TlsOptions options)
    {
        try
        {
            options.LocalCertificate = X509Certificate2.CreateFromPemFile(Certificate);
            if (Authority is null)
                return;
            var authority = new X509Certificate2Collection();
            authority.ImportFromPemFile(Authority);
            options.RemoteCertificateValidation = (certificate, _, _) => IsIssuedBy(authority, certificate);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException(
                $"The certificates of the silo, {Certificate} and {Authority ?? "the system's"}, cannot be read: {e.Message}",
                e
            );
        }
    }

    /// <summary>Whoever holds a certificate of this authority belongs to the cluster, wherever it stands.</summary>
    static bool IsIssuedBy(X509Certificate2Collection authority, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
