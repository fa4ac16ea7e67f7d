using System.Net;

namespace Watchfloor.Silo;

/// <summary>What a process of a cluster does.</summary>
public enum ProcessRole
{
    /// <summary>Both of the others.</summary>
    All,

    /// <summary>Grains and the duties beside them; over HTTP it tells how it is, and nothing else.</summary>
    Silo,

    /// <summary>Everything that is served over HTTP, for grains in other processes.</summary>
    Api,
}

/// <summary>What a process is in its cluster.</summary>
/// <param name="Cluster">The name of the cluster; processes of other clusters may share the machine, not the database.</param>
/// <param name="Name">How people know this process.</param>
public sealed record ClusterPart(string Cluster, ProcessRole Role, string Name)
{
    /// <summary>The name of a cluster that was given none.</summary>
    public const string DefaultCluster = "watchfloor";

    /// <summary>Where the other processes reach the silo; null where there is none.</summary>
    public IPEndPoint? SiloAddress { get; init; }

    /// <summary>For TLS between the processes; null: they speak in the clear, and prove the cluster's secret alone.</summary>
    public SiloCertificates? Certificates { get; init; }

    /// <summary>With so many silos in the view an api is ready at the very first start of its cluster; later one is enough.</summary>
    public int AwaitedSilos { get; init; } = 1;

    /// <summary>Whether grains live here.</summary>
    public bool HasSilo => Role != ProcessRole.Api;

    /// <summary>Whether it serves more than its own health.</summary>
    public bool HasApi => Role != ProcessRole.Silo;
}
