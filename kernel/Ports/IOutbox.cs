namespace Watchfloor.Kernel;

/// <summary>A message that waits for its delivery. <paramref name="Request"/> is <c>kind/id/version/index</c> of its source,
/// <paramref name="Trace"/> the <c>traceparent</c> of the commit that sent it.</summary>
public sealed record Outgoing(
    long Seq,
    EntityId Source,
    EntityId Target,
    string Command,
    ReadOnlyMemory<byte> Data,
    RequestId Request,
    int Attempts,
    string? Trace = null
);

/// <summary>
/// Effects on their way. A message stays until it is told to be done. Those of one source are in one partition, so that each partition can
/// be delivered by itself.
/// </summary>
public interface IOutbox
{
    /// <summary>How many partitions there are while it is open; one where nobody shares it.</summary>
    int Partitions { get; }

    /// <summary>Raised after each flush that added messages and before its commits complete, on any thread; handlers must be quick.</summary>
    event Action? Added;

    /// <summary>Messages of a partition after a sequence number that are not parked, in order.</summary>
    ValueTask<IReadOnlyList<Outgoing>> After(int partition, long seq, int limit, CancellationToken cancellation);

    /// <summary>These were delivered (or refused by their target, which counts as delivered).</summary>
    Task Done(IReadOnlyList<long> seqs);

    /// <summary>An attempt failed; the count is kept for the reader of the store.</summary>
    Task Failed(long seq, int attempts, string reason);

    /// <summary>Given up: it stays in the store for people, out of the way.</summary>
    Task Park(long seq, string reason);

    /// <summary>How many wait.</summary>
    ValueTask<long> Depth(CancellationToken cancellation);
}
