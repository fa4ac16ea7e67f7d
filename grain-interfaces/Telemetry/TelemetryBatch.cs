using Orleans.Concurrency;

namespace Watchfloor.Telemetry;

/// <summary>One value of one tag. <paramref name="Quality"/> is the OPC DA integer, 192 = good.</summary>
[GenerateSerializer, Immutable, Alias("wf.Sample")]
public readonly record struct Sample(
    [property: Id(0)] string Tag,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] double Value,
    [property: Id(3)] int Quality
);

/// <summary>
/// The telemetry envelope, version 1. A batch is known by source, stream and seq, so it may be sent again;
/// <paramref name="Stream"/> names one incarnation of the sender's buffer.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.TelemetryBatch")]
public sealed record TelemetryBatch(
    [property: Id(0)] int Version,
    [property: Id(1)] string Source,
    [property: Id(2)] string? Stream,
    [property: Id(3)] long Seq,
    [property: Id(4)] Values<Sample> Samples
);

/// <summary>A sample as it stands in the log of its device.</summary>
[GenerateSerializer, Immutable, Alias("wf.Reading")]
public readonly record struct Reading([property: Id(0)] long Seq, [property: Id(1)] Sample Sample);

/// <summary>
/// Says that a device has new readings; only a hint, the outbox row is the truth. <paramref name="Trace"/> is the
/// <c>traceparent</c> of the batch, since a stream carries no context of its caller.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.ReadingsStored")]
public sealed record ReadingsStored([property: Id(0)] long From, [property: Id(1)] long Through, [property: Id(2)] string? Trace = null);

/// <summary>OPC DA quality.</summary>
public static class Quality
{
    /// <summary>Good, without further remark.</summary>
    public const int Good = 192;

    /// <summary>The two top bits of the low byte say good.</summary>
    public static bool IsGood(int quality) => (quality & 0xC0) == 0xC0;
}

/// <summary>Takes telemetry in; any number of activations. Key: the tenant.</summary>
[Alias("wf.ITelemetryGrain")]
public interface ITelemetryGrain : IGrainWithStringKey
{
    /// <summary>Returns how many samples are durable: all of them, also for a batch that was known.</summary>
    [Alias("Take"), AlwaysInterleave]
    Task<int> Take(TelemetryBatch batch, CancellationToken cancellation = default);
}

/// <summary>The stream that carries hints to devices.</summary>
public static class TelemetryStream
{
    /// <summary>The provider's name.</summary>
    public const string Provider = "telemetry";

    /// <summary>The namespace of its streams; the key is the device's grain key.</summary>
    public const string Namespace = "readings";
}
