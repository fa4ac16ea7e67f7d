using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;
using Orleans.Runtime;

namespace Orleans.Transport;

/// <summary>TLS around a connection, where it is asked for: both sides show a certificate, and check the other's.</summary>
sealed class Security(TlsOptions? options)
{
    internal async Task<Stream> AsCaller(Stream plain, SiloAddress to, CancellationToken cancellation)
    {
        if (options is null)
            return plain;
        var secured = new SslStream(plain);
        await secured.AuthenticateAsClientAsync(
            new()
            {
                TargetHost = to.Endpoint.Address.ToString(),
                ClientCertificates = [options.LocalCertificate!],
                RemoteCertificateValidationCallback = IsValid,
                CertificateRevocationCheckMode = Revocation,
            },
            cancellation
        );
        return secured;
    }

    internal async Task<Stream> AsCalled(Stream plain, CancellationToken cancellation)
    {
        if (options is null)
            return plain;
        var secured = new SslStream(plain);
        await secured.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = options.LocalCertificate,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = IsValid,
                CertificateRevocationCheckMode = Revocation,
            },
            cancellation
        );
        return secured;
    }

    X509RevocationMode Revocation => options!.CheckCertificateRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck;

    bool IsValid(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown)
            return false;
        return options!.RemoteCertificateValidation is { } validate ? validate(shown, chain, errors) : errors == SslPolicyErrors.None;
    }
}
