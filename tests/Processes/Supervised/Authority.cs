using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Watchfloor.Tests.Processes;

/// <summary>Somebody who issues certificates, and puts them down as files.</summary>
sealed class Authority : IDisposable
{
    readonly X509Certificate2 _own;

    public Authority(string name, string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        _own = request.CreateSelfSigned(now.AddDays(-2), now.AddDays(2));
        Path = file;
        File.WriteAllText(file, _own.ExportCertificatePem());
    }

    public string Path { get; }

    /// <summary>A certificate of it with its key, in a file.</summary>
    public string Issue(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=silo", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var issued = request.Create(_own, now.AddDays(-1), now.AddDays(1), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(file, $"{issued.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return file;
    }

    public void Dispose() => _own.Dispose();
}
