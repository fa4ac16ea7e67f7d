using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>The silos of this process, as clients in the same process find them.</summary>
static class Gateways
{
    static readonly ConcurrentDictionary<(string Cluster, int Port), Silo> Open = new();

    internal static void Add(string cluster, int port, Silo silo) => Open[(cluster, port)] = silo;

    internal static void Remove(string cluster, int port, Silo silo) => Open.TryRemove(new((cluster, port), silo));

    internal static Silo Find(string cluster, int port) =>
        Open.TryGetValue((cluster, port), out var silo)
            ? silo
            : throw new SiloUnavailableException($"No silo of cluster '{cluster}' has its gateway at port {port} of this process.");
}
