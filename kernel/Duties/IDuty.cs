namespace Watchfloor.Kernel;

/// <summary>
/// Work beside the grains that one process of the cluster does at a time, in parts that may be done apart. While a process dies or stands
/// still two may be at it for a moment: a duty must be able to stand that.
/// </summary>
public interface IDuty
{
    /// <summary>One word, by which the whole cluster knows it.</summary>
    string Name { get; }

    /// <summary>How many parts it has.</summary>
    int Partitions { get; }

    /// <summary>Does it until told to end. Where it fails before, it is begun anew.</summary>
    Task Run(int partition, CancellationToken ending);
}
