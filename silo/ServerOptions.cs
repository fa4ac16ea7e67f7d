namespace Watchfloor.Silo;

/// <summary>What the server is told at its start.</summary>
/// <param name="Urls">Where it listens, and nowhere else; separated by semicolons.</param>
/// <param name="Data">The directory that holds everything that must last.</param>
/// <param name="Demo">Whether the first start brings facilities, rules, policies, channels and events of a month to look at.</param>
public sealed record ServerOptions(string Urls, string Data, bool Demo)
{
    /// <summary>In which shape the log is written.</summary>
    public LogFormat Log { get; init; }

    /// <summary>The connection string of the PostgreSQL database that holds everything but keys; null: SQLite in the data directory.</summary>
    public string? Postgres { get; init; }

    /// <summary>The proxies in front, whose word is taken for who calls and over which scheme; from anybody else it is not heard.</summary>
    public IReadOnlyList<System.Net.IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>How many live streams one key or user may have open at once; null: as the api says.</summary>
    public int? LiveStreams { get; init; }

    /// <summary>What it is among several processes on one database; null: alone.</summary>
    public ClusterPart? Cluster { get; init; }

    /// <summary>Where people reach the console, as behind a proxy or from a silo that serves none; null: nobody said.</summary>
    public Uri? Console { get; init; }

    /// <summary>Where the links of pages lead; null where nobody said, and nothing is served here that they could lead to.</summary>
    public Uri? WhereConsoleIs =>
        Console is null && Cluster is not { HasApi: false } && Uri.TryCreate(Composition.FirstUrl(this), UriKind.Absolute, out var own)
            ? own
            : Console;

    /// <summary>Without the connection string, which may hold a password.</summary>
    public override string ToString() => $"{Urls} {Data}{(Postgres is null ? "" : " PostgreSQL")}";
}
