namespace Watchfloor.Store;

/// <summary>What the store says of itself, for readiness and metrics.</summary>
public interface IStoreHealth
{
    /// <summary>Why the store cannot serve, or null when it can.</summary>
    string? Trouble { get; }

    /// <summary>Writes that wait for the disk, or for the database.</summary>
    long Waiting => 0;

    /// <summary>The same for each line of commits of its own.</summary>
    IReadOnlyList<long> Lanes => [];

    /// <summary>Effects that wait for delivery.</summary>
    ValueTask<long> OutboxDepth(CancellationToken cancellation);

    /// <summary>Effects that were given up.</summary>
    ValueTask<long> OutboxParked(CancellationToken cancellation);

    /// <summary>Deadlines that are armed.</summary>
    ValueTask<long> DueDepth(CancellationToken cancellation);

    /// <summary>New events that are found, but not by the index of words yet.</summary>
    ValueTask<long> Unindexed(CancellationToken cancellation) => ValueTask.FromResult(0L);

    /// <summary>Facts in the journal.</summary>
    long Facts { get; }

    /// <summary>Flushes so far; facts / flushes is how well commits share a disk write.</summary>
    long Flushes { get; }
}
