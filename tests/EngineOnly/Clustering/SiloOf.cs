using Orleans.Runtime;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>A life, as it knows itself.</summary>
sealed class SiloOf(SiloAddress address, string cluster = "c") : ILocalSiloDetails
{
    public string Name => "silo";

    public string ClusterId => cluster;

    public string DnsHostName => "localhost";

    public SiloAddress SiloAddress => address;

    public SiloAddress GatewayAddress => address;
}
