using System.Data.Common;

namespace Orleans.Configuration;

/// <summary>The database that a silo takes its place in. One of connection string and data source is given, never both.</summary>
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

/// <summary>How long a silo may be silent before its place is free.</summary>
public class ClusterMembershipOptions
{
    /// <summary>A silo says that it lives at least this often.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After so many times without a word its place may be taken.</summary>
    public int NumMissedProbesLimit { get; set; } = 3;
}
