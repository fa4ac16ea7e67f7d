using Watchfloor.Kernel;

namespace Watchfloor.Tests;

/// <summary>Reads all partitions of an outbox as one, in the order of their numbers.</summary>
static class WholeOutbox
{
    public static async Task<IReadOnlyList<Outgoing>> After(this IOutbox outbox, long seq, int limit, CancellationToken cancellation)
    {
        var all = new List<Outgoing>();
        for (var partition = 0; partition < outbox.Partitions; partition++)
            all.AddRange(await outbox.After(partition, seq, limit, cancellation));
        return [.. all.OrderBy(message => message.Seq).Take(limit)];
    }
}
