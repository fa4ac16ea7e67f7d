using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;
using Watchfloor.Silo;
using Watchfloor.Store;

namespace Watchfloor.Tests.Processes;

/// <summary>Whoever shows a certificate of the cluster's authority belongs to it, and nobody else.</summary>
public sealed class Certificates_of_silos : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Are_those_of_their_authority_alone()
    {
        using var ours = new Authority("ours", _directory["ours.pem"]);
        using var theirs = new Authority("ours", _directory["theirs.pem"]); // by the same name
        var options = new TlsOptions();
        new SiloCertificates(ours.Issue(_directory["silo-1.pem"]), ours.Path).Apply(options);

        Assert.True(options.LocalCertificate!.HasPrivateKey);
        Assert.True(IsTaken(ours.Issue(_directory["silo-2.pem"])));
        Assert.False(IsTaken(theirs.Issue(_directory["stranger.pem"])));

        bool IsTaken(string file)
        {
            using var shown = X509Certificate2.CreateFromPemFile(file);
            return options.RemoteCertificateValidation!(shown, null, SslPolicyErrors.RemoteCertificateChainErrors);
        }
    }

    [Fact]
    public void That_cannot_be_read_are_named()
    {
        var missing = new SiloCertificates(_directory["none.pem"], null);
        var refused = Assert.Throws<StoreRefusedException>(() => missing.Apply(new TlsOptions()));
        Assert.Contains("none.pem", refused.Message, StringComparison.Ordinal);
    }
}
