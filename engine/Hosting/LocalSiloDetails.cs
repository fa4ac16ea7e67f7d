using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

sealed class LocalSiloDetails : ILocalSiloDetails
{
    static readonly DateTime Epoch = new(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public LocalSiloDetails(IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoints)
    {
        var generation = (int)(TimeProvider.System.GetUtcNow().UtcDateTime - Epoch).TotalSeconds;
        var address = endpoints.Value.AdvertisedIPAddress;
        DnsHostName = Dns.GetHostName();
        SiloAddress = SiloAddress.New(address, endpoints.Value.SiloPort, generation);
        GatewayAddress = SiloAddress.New(address, endpoints.Value.GatewayPort, 0);
        Name = silo.Value.SiloName ?? $"Silo_{DnsHostName}_{endpoints.Value.SiloPort}";
        ClusterId = cluster.Value.ClusterId;
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName { get; }

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress { get; }
}
