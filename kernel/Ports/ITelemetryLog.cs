using Watchfloor.Telemetry;

namespace Watchfloor.Kernel;

/// <summary>The readings of one device that a batch added.</summary>
public readonly record struct DeviceRange(string DeviceId, long From, long Through);

/// <summary>
/// Samples, in the order of arrival. Samples are not facts. A batch and the messages that tell the watching devices
/// (<c>ReadTelemetry</c>, one per device that has a document) become durable in one transaction.
/// </summary>
public interface ITelemetryLog
{
    /// <summary>
    /// Completes when durable; a batch that is known (source, stream, seq) changes nothing and returns no ranges.
    /// <paramref name="trace"/> is the <c>traceparent</c> that its messages carry on.
    /// </summary>
    Task<IReadOnlyList<DeviceRange>> Append(TenantId tenant, TelemetryBatch batch, DateTimeOffset receivedAt, string? trace = null);

    /// <summary>Readings of a device after a sequence number, in order.</summary>
    ValueTask<IReadOnlyList<Reading>> After(TenantId tenant, string deviceId, long seq, int limit, CancellationToken cancellation);

    /// <summary>The sequence number of the newest reading of a device; 0 where there is none.</summary>
    ValueTask<long> Newest(TenantId tenant, string deviceId, CancellationToken cancellation);
}
