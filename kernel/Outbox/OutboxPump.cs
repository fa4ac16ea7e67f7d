using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Watchfloor.Kernel;

/// <summary>
/// Delivers effects: at least once, in order per source and target, as soon as they are durable. Nothing is polled: a flush
/// that added messages says so. A message that fails is tried again with a growing wait, its line behind it; after
/// <see cref="GiveUpAfter"/> failures it is parked for people, and an event says so. That somebody is away is no failure: it waits as long as
/// that lasts. What left no trace at its target is forgotten before the next of its line goes. Of several processes each delivers some partitions.
/// </summary>
public sealed class OutboxPump(
    IOutbox outbox,
    IGrainFactory grains,
    IEnumerable<IDelivery> deliveries,
    IIds ids,
    KernelMeters meters,
    KernelReadiness readiness,
    [FromKeyedServices(InfrastructureTime.Key)] TimeProvider clock,
    ILogger<OutboxPump> log
) : IDuty
{
    /// <summary>How many failures of one message make it a matter for people.</summary>
    public const int GiveUpAfter = 20;

    readonly Attempts _attempts = new(outbox, grains, deliveries, ids, meters, clock, log);
    readonly ConcurrentDictionary<PartitionPump, bool> _running = [];

    /// <inheritdoc/>
    public string Name => "outbox";

    /// <inheritdoc/>
    public int Partitions => outbox.Partitions;

    /// <summary>
    /// True when every message that was durable when asked, and is for this process to deliver, has been delivered and forgotten.
    /// </summary>
    public bool IsQuiet => readiness.OutboxRuns && _running.Keys.All(pump => pump.IsQuiet);

    /// <summary>For how long the oldest message has been waiting here; null where none does.</summary>
    public TimeSpan? OldestWait => _running.Keys.Max(pump => pump.OldestWait);

    /// <inheritdoc/>
    public async Task Run(int partition, CancellationToken ending)
    {
        var pump = new PartitionPump(partition, outbox, _attempts, clock, log);
        _running[pump] = true;
        try
        {
            await pump.Run(ending);
        }
        finally
        {
            _running.TryRemove(pump, out _);
        }
    }
}
