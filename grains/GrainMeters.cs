using System.Diagnostics.Metrics;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Notifications;

namespace Watchfloor;

/// <summary>What grains measure of their work, under the meter <c>Watchfloor</c>. Labels are words of the house, so their number has an end.</summary>
public sealed class GrainMeters : IDisposable
{
    readonly Meter _meter = new(KernelMeters.Name);
    readonly Counter<long> _detections;
    readonly Counter<long> _batches;
    readonly Counter<long> _samples;
    readonly Histogram<double> _attempts;

    public GrainMeters()
    {
        _detections = _meter.CreateCounter<long>("watchfloor.ingest.detections", "{detection}", "Detections by what became of them.");
        _batches = _meter.CreateCounter<long>("watchfloor.telemetry.batches", "{batch}", "Batches of samples that were taken in.");
        _samples = _meter.CreateCounter<long>("watchfloor.telemetry.samples", "{sample}", "Samples that were taken in.");
        _attempts = _meter.CreateHistogram(
            "watchfloor.page.attempt.duration",
            "s",
            "Attempts to hand a page to its channel, by how they ended.",
            tags: null,
            KernelMeters.Seconds
        );
    }

    /// <summary>A detection was correlated.</summary>
    public void Detected(Detected detected) => _detections.Add(1, new KeyValuePair<string, object?>("watchfloor.outcome", Word(detected)));

    /// <summary>A batch is durable, now or since it was sent before.</summary>
    public void TookBatch(int samples)
    {
        _batches.Add(1);
        _samples.Add(samples);
    }

    /// <summary>A channel was asked once.</summary>
    public void Attempted(string channelKind, DeliveryResult result, TimeSpan took) =>
        _attempts.Record(
            took.TotalSeconds,
            new("watchfloor.channel.kind", channelKind),
            new("watchfloor.outcome", result.ToString().ToLowerInvariant())
        );

    /// <summary>What became of a detection, in one word.</summary>
    public static string Word(Detected detected) =>
        detected.Problem is not null
            ? "invalid"
            : detected.Outcome switch
            {
                IngestOutcome.Created => "created",
                IngestOutcome.Merged => "merged",
                IngestOutcome.Cleared => "cleared",
                IngestOutcome.Unchanged => "unchanged",
                _ => "duplicate",
            };

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
