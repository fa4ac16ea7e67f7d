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

    /// <summary>
    /// Deadlines of a partition that were due at an instant, by rank, then age; with <paramref name="behind"/> those that come after it in
    /// this order.
    /// </summary>
    ValueTask<IReadOnlyList<DueEntry>> Missed(
        int partition,
        DateTimeOffset at,
        DueEntry? behind,
        int limit,
        CancellationToken cancellation
    );

    /// <summary>Deadlines of a partition that come due after an instant, up to another one, by time.</summary>
    ValueTask<IReadOnlyList<DueEntry>> Coming(
        int partition,
        DateTimeOffset after,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellation
    );

    /// <summary>The same of one kind alone.</summary>
    ValueTask<IReadOnlyList<DueEntry>> ComingOf(
        string kind,
        int partition,
        DateTimeOffset after,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellation
    );
}
