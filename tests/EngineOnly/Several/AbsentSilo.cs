using System.Net;
using System.Net.Sockets;
using Orleans.Clustering;
using Orleans.Runtime;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>A member whose machine is gone, or whose answers get lost: whoever connects to it hears nothing, and is not refused.</summary>
sealed class AbsentSilo : IDisposable
{
    readonly TcpListener _door = new(IPAddress.Loopback, 0);

    AbsentSilo() => _door.Start();

    public SiloAddress Address { get; private set; } = null!;

    public static async Task<AbsentSilo> Join(SeveralSilos silos)
    {
        var absent = new AbsentSilo();
        var table = MemoryMembershipTable.Of(silos.Cluster.Options.ClusterId, TimeProvider.System);
        var member = new Member(SiloAddress.New((IPEndPoint)absent._door.LocalEndpoint, 1), "absent", 1, TakesGrains: true);
        var joined = await new Membership(table, TimeSpan.FromHours(1)).Join(member, TestContext.Current.CancellationToken);
        absent.Address = joined.Address;
        var views = silos.Cluster.Silos.Select(static silo => silo.ServiceProvider.GetRequiredService<ICluster>()).ToArray();
        await Eventually.Is("all know it", () => views.All(view => view.View.Has(absent.Address)));
        return absent;
    }

    public void Dispose() => _door.Dispose();
}
