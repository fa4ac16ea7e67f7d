namespace Watchfloor.Kernel;

/// <summary>A deadline of an entity.</summary>
public readonly record struct DueEntry(EntityId Entity, DateTimeOffset At, int Rank);

/// <summary>The durable table of deadlines, in partitions by hash of the entity.</summary>
public interface IDueTimes
{
    /// <summary>How many partitions there are; fixed for the life of a database.</summary>
    int Partitions { get; }

    /// <summary>Which partition holds an entity's deadline.</summary>
    int PartitionOf(EntityId entity);

    /// <summary>Deadlines of a partition up to an instant: those already past at <paramref name="now"/> by rank then age, the others by time.</summary>
    ValueTask<IReadOnlyList<DueEntry>> Upto(
        int partition,
        DateTimeOffset until,
        DateTimeOffset now,
        int limit,
        CancellationToken cancellation
    );
}
