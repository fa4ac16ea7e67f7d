using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Hosting;
using Orleans.Runtime;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>Connections that are secured on both sides.</summary>
public sealed class TlsTests
{
    [Fact]
    public async Task Silos_and_clients_call_each_other_over_tls_and_nobody_enters_without()
    {
        using var certificate = Certificate();
        void Mutual(TlsOptions tls)
        {
            tls.LocalCertificate = certificate;
            tls.RemoteCertificateValidation = (shown, _, _) => shown.Thumbprint == certificate.Thumbprint;
        }
        await using var silos = await SeveralSilos.Start(2, silo => silo.UseTls(Mutual), configureClient: client => client.UseTls(Mutual));
        var (here, there) = (silos.KeyOf("test-place", 0), silos.KeyOf("test-place", 1));

        Assert.Equal(silos.Cluster.Silos[1].SiloAddress.ToParsableString(), await silos.Client.GetGrain<IPlace>(here).WhereIs(there));
        using var stranger = await Stranger.Connect(silos.Cluster.Silos[0]);
        await Assert.ThrowsAnyAsync<IOException>(() => stranger.Prove(silos.Cluster.Options.ClusterId, stranger.Secret));
    }

    [Fact]
    public async Task A_client_whose_certificate_is_not_trusted_gets_no_answer()
    {
        using var ours = Certificate();
        using var theirs = Certificate();
        await using var silos = await SeveralSilos.Start(
            2,
            silo =>
                silo.UseTls(tls =>
                {
                    tls.LocalCertificate = ours;
                    tls.RemoteCertificateValidation = (shown, _, _) => shown.Thumbprint == ours.Thumbprint;
                }),
            configureClient: client =>
            {
                client.UseTls(tls =>
                {
                    tls.LocalCertificate = theirs;
                    tls.AllowAnyRemoteCertificate();
                });
                client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMilliseconds(300));
            }
        );

        await Assert.ThrowsAsync<TimeoutException>(() => silos.Client.GetGrain<IPlace>(EngineCluster.NewKey()).Count());
    }

    [Fact]
    public async Task A_certificate_without_its_key_is_refused_in_words()
    {
        var builder = new Orleans.TestingHost.InProcessTestClusterBuilder(2).ConfigureSilo((_, silo) => silo.UseTls(static _ => { }));

        var fault = await Assert.ThrowsAsync<OrleansConfigurationException>(builder.Build().DeployAsync);

        Assert.Contains("LocalCertificate", fault.Message);
    }

    static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=silo", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
