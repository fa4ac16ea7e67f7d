using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using Watchfloor.Json;
using Watchfloor.Kernel;

namespace Watchfloor.Telemetry;

/// <summary>Takes telemetry in: durable first, then a hint to each device. A hint that is lost costs time, never a reading.</summary>
[GrainType("telemetry"), StatelessWorker]
public sealed class TelemetryGrain(ITelemetryLog telemetry, TimeProvider clock, GrainMeters meters, ILogger<TelemetryGrain> log)
    : Grain,
        ITelemetryGrain
{
    /// <summary>Beyond this many batches whose hints are under way, the outbox alone tells.</summary>
    const int MostHinting = 64;

    int _hinting;

    /// <inheritdoc/>
    public async Task<int> Take(TelemetryBatch batch, CancellationToken cancellation = default)
    {
        var tenant = new TenantId(this.GetPrimaryKeyString());
        using var span = Tracing
            .Begin("telemetry append", ActivityKind.Producer)
            ?.SetTag("watchfloor.tenant", tenant.Value)
            .SetTag("watchfloor.samples", batch.Samples.Length);
        var trace = CallerContext.Trace;
        var ranges = await telemetry.Append(tenant, batch, Instants.Truncate(clock.GetUtcNow()), trace);
        meters.TookBatch(batch.Samples.Length);
        if (_hinting < MostHinting)
            _ = Hint(tenant, ranges, trace); // observes its own failures; whoever sent the batch does not wait for devices
        return batch.Samples.Count;
    }

    async Task Hint(TenantId tenant, IReadOnlyList<DeviceRange> ranges, string? trace)
    {
        _hinting++;
        try
        {
            await Task.WhenAll(ranges.Select(range => Hint(tenant, range, trace)));
        }
        catch (Exception e)
        {
            log.LogWarning(e, "Devices could not be told of new readings at once; the outbox tells them");
        }
        finally
        {
            _hinting--;
        }
    }

    Task Hint(TenantId tenant, DeviceRange range, string? trace)
    {
        var stream = StreamId.Create(TelemetryStream.Namespace, new EntityId(Kinds.Device, tenant, range.DeviceId).Key);
        return this.GetStreamProvider(TelemetryStream.Provider)
            .GetStream<ReadingsStored>(stream)
            .OnNextAsync(new ReadingsStored(range.From, range.Through, trace));
    }
}
