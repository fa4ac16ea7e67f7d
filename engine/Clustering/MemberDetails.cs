using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>What a member knows of itself. Its generation is settled when it has joined: no other life of its address has the same.</summary>
sealed class MemberDetails(IServiceProvider services) : ILocalSiloDetails
{
    readonly LocalSiloDetails _details = ActivatorUtilities.CreateInstance<LocalSiloDetails>(services);
    volatile SiloAddress? _joined;

    public string Name => _details.Name;

    public string ClusterId => _details.ClusterId;

    public string DnsHostName => _details.DnsHostName;

    public SiloAddress SiloAddress => _joined ?? _details.SiloAddress;

    public SiloAddress GatewayAddress => _details.GatewayAddress;

    internal void Begin(SiloAddress joined) => _joined = joined;
}
