using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using Watchfloor.Json;
using Watchfloor.Kernel;

namespace Watchfloor.Telemetry;

/// <summary>Takes telemetry in: durable first, then a hint to each device. A hint that is lost costs time, never a reading.</summary>
[GrainType("telemetry"), StatelessWorker]
public sealed class TelemetryGrain(ITelemetryLog telemetry, TimeProvider clock, ILogger<TelemetryGrain> log) : Grain, ITelemetryGrain
{
    /// <inheritdoc/>
    public async Task<int> Take(TelemetryBatch batch, CancellationToken cancellation = default)
    {
        var tenant = new TenantId(this.GetPrimaryKeyString());
        var ranges = await telemetry.Append(tenant, batch, Instants.Truncate(clock.GetUtcNow()));
        try
        {
            await Task.WhenAll(ranges.Select(range => Hint(tenant, range)));
        }
        catch (Exception e)
        {
            log.LogWarning(e, "Devices could not be told of new readings at once; the outbox tells them");
        }
        return batch.Samples.Count;
    }

    Task Hint(TenantId tenant, DeviceRange range)
    {
        var stream = StreamId.Create(TelemetryStream.Namespace, new EntityId(Kinds.Device, tenant, range.DeviceId).Key);
        return this.GetStreamProvider(TelemetryStream.Provider)
            .GetStream<ReadingsStored>(stream)
            .OnNextAsync(new ReadingsStored(range.From, range.Through));
    }
}
