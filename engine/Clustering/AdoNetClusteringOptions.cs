using System.Data.Common;

namespace Orleans.Configuration;

/// <summary>The database that the members of a cluster are kept in. One of connection string and data source is given, never both.</summary>
public class AdoNetClusteringSiloOptions
{
    public string? ConnectionString { get; set; }

    public DbDataSource? DataSource { get; set; }

    /// <summary>The name under which the provider is registered with <see cref="DbProviderFactories"/>.</summary>
    public string Invariant { get; set; } = null!;
}

/// <summary>The database that a client finds silos in.</summary>
public class AdoNetClusteringClientOptions
{
    public string? ConnectionString { get; set; }

    public DbDataSource? DataSource { get; set; }

    /// <summary>The name under which the provider is registered with <see cref="DbProviderFactories"/>.</summary>
    public string Invariant { get; set; } = null!;
}

/// <summary>How long a silo may be silent before others take it out of the view: the product of both is its lease.</summary>
public class ClusterMembershipOptions
{
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    public int NumMissedProbesLimit { get; set; } = 2;
}
