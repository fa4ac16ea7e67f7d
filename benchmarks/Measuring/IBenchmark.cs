namespace Watchfloor.Benchmarks;

/// <summary>One thing that is measured. Every implementation with a parameterless constructor is found by its name.</summary>
interface IBenchmark
{
    /// <summary>What stands on the command line, such as <c>ingest</c>.</summary>
    string Name { get; }

    /// <summary>The heading in docs/benchmarks.md.</summary>
    string Title { get; }

    /// <summary>False: even its quick form takes so long that only who names it gets it.</summary>
    bool HasQuickForm => true;

    /// <summary>Measures in rounds, peers interleaved, and says what was counted and checked.</summary>
    Task<Report> Run(Effort effort, CancellationToken cancellation);
}

/// <summary>
/// How much trouble to take: the full form is for figures that are written down, the quick one for a look, and the long one adds what takes
/// many minutes.
/// </summary>
sealed record Effort(bool Quick, bool Long = false)
{
    /// <summary>How often everything is measured.</summary>
    public int Rounds => Quick ? 1 : 5;

    /// <summary>How long one measurement lasts.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds(Quick ? 1 : 6);

    /// <summary>How many silos a cluster has; each takes a processor for seconds when it starts.</summary>
    public int Silos => Quick ? 2 : 3;

    /// <summary>So many of what is made to be measured; of the quick form a tenth.</summary>
    public int Of(int full) => Quick ? full / 10 : full;

    /// <summary>So long while something is counted; of the quick form a tenth.</summary>
    public TimeSpan Of(TimeSpan full) => Quick ? full / 10 : full;
}
