using System.Collections.Concurrent;
using Watchfloor.Channels;
using Watchfloor.Notifications;

namespace Watchfloor.Benchmarks;

/// <summary>
/// A channel that notes when it was asked. A grain asks its channel when the beginning of the attempt is durable, so that this is no earlier.
/// </summary>
sealed class StampChannel : IChannel
{
    public const string Name = "stamp";

    readonly ConcurrentDictionary<string, double> _lateness = new();
    int _repeats;

    public ChannelKind Kind { get; } = new(Name, "Stamps", []);

    /// <summary>Pages that came once more.</summary>
    public int Repeats => Volatile.Read(ref _repeats);

    public int Count => _lateness.Count;

    /// <summary>Milliseconds from the due time, in order.</summary>
    public List<double> Lateness => [.. _lateness.Values.Order()];

    public Task<Delivery> Send(PageMessage page, ChannelSpec channel, CancellationToken cancellation)
    {
        if (!_lateness.TryAdd(page.Key, (DateTimeOffset.UtcNow - page.DueAt).TotalMilliseconds))
            Interlocked.Increment(ref _repeats);
        return Task.FromResult(Delivery.Delivered());
    }
}
