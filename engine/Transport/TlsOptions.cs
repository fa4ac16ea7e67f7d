using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Connections.Security;
using Orleans.Runtime;

namespace Orleans.Connections.Security
{
    /// <summary>Decides about the certificate of the other side.</summary>
    public delegate bool RemoteCertificateValidator(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors policyErrors);

    /// <summary>TLS between silos, and between clients and silos. Both sides show their certificate: without one nobody connects.</summary>
    public class TlsOptions
    {
        /// <summary>Shown to the other side, as server and as client.</summary>
        public X509Certificate2? LocalCertificate { get; set; }

        /// <summary>Replaces the plain check, which wants a trusted chain and the address of the silo in its certificate.</summary>
        public RemoteCertificateValidator? RemoteCertificateValidation { get; set; }

        public bool CheckCertificateRevocation { get; set; }

        /// <summary>Any certificate will do. The secret of the cluster is still asked for.</summary>
        public void AllowAnyRemoteCertificate() => RemoteCertificateValidation = static (_, _, _) => true;
    }
}

namespace Orleans.Hosting
{
    /// <summary>Asks for TLS on every connection of a cluster; all of its processes must.</summary>
    public static class OrleansConnectionSecurityHostingExtensions
    {
        public static ISiloBuilder UseTls(this ISiloBuilder builder, Action<TlsOptions> configureOptions)
        {
            Add(builder.Services, configureOptions);
            return builder;
        }

        public static IClientBuilder UseTls(this IClientBuilder builder, Action<TlsOptions> configureOptions)
        {
            Add(builder.Services, configureOptions);
            return builder;
        }

        static void Add(IServiceCollection services, Action<TlsOptions> configureOptions)
        {
            ArgumentNullException.ThrowIfNull(configureOptions);
            var options = new TlsOptions();
            configureOptions(options);
            if (options.LocalCertificate is not { HasPrivateKey: true })
                throw new OrleansConfigurationException("TlsOptions.LocalCertificate is missing, or has no private key.");
            services.Replace(ServiceDescriptor.Singleton(options));
        }
    }
}
