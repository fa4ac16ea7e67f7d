using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>The silos of this process, as clients in the same process find them.</summary>
static class Gateways
{
    static readonly ConcurrentDictionary<(string Cluster, int Port), Silo> Open = new();

    internal static void Add(string cluster, int port, Silo silo) => Open[(cluster, port)] = silo;

    internal static void Remove(string cluster, int port, Silo silo) => Open.TryRemove(new((cluster, port), silo));

    /// <summary>By its port, or any silo of the cluster. There is no way to silos of other processes.</summary>
    internal static Silo Find(string cluster, int? port)
    {
        foreach (var (key, silo) in Open)
            if (key.Cluster == cluster && (port is null || key.Port == port))
                return silo;
        throw new SiloUnavailableException(
            port is null
                ? $"No silo of cluster '{cluster}' runs in this process, and this engine reaches no other process."
                : $"No silo of cluster '{cluster}' has its gateway at port {port} of this process."
        );
    }
}
