using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Watchfloor.Tests.Channels;

/// <summary>An authority that nobody knows, and the certificate that it gave to a server at 127.0.0.1.</summary>
sealed class TestAuthority
{
    static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public TestAuthority()
    {
        using var ownKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var own = new CertificateRequest("CN=Test authority", ownKey, HashAlgorithmName.SHA256);
        own.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        own.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var authority = own.CreateSelfSigned(From, From.AddYears(50));
        Pem = authority.ExportCertificatePem();

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, From, From.AddYears(49), [1]);
        ServerPem = certificate.ExportCertificatePem();
        ServerKey = key.ExportPkcs8PrivateKeyPem();
        Fingerprint = Convert.ToHexString(SHA256.HashData(certificate.RawData));
    }

    public string Pem { get; }
    public string ServerPem { get; }
    public string ServerKey { get; }
    public string Fingerprint { get; }
}
