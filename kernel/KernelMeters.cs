using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Watchfloor.Kernel;

/// <summary>What the kernel measures of itself, under the meter <c>Watchfloor</c>.</summary>
public sealed class KernelMeters : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Watchfloor";

    /// <summary>Bounds for durations in seconds, the same in every exporter.</summary>
    public static InstrumentAdvice<double> Seconds { get; } =
        new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] };

    readonly Meter _meter = new(Name);
    readonly Histogram<double> _lateness;
    readonly Counter<long> _delivered;
    readonly Counter<long> _failed;
    readonly Counter<long> _woken;
    readonly UpDownCounter<long> _held;
    long _servedAt = Stopwatch.GetTimestamp();
    long _deliveredAt = Stopwatch.GetTimestamp();

    public KernelMeters()
    {
        _lateness = _meter.CreateHistogram(
            "watchfloor.alarm.lateness",
            "s",
            "From the instant a deadline was due to the tick that serves it.",
            tags: null,
            Seconds
        );
        _delivered = _meter.CreateCounter<long>("watchfloor.outbox.delivered", "{message}", "Effects that reached their grain.");
        _failed = _meter.CreateCounter<long>("watchfloor.outbox.failures", "{attempt}", "Attempts to deliver an effect that failed.");
        _woken = _meter.CreateCounter<long>("watchfloor.alarm.woken", "{grain}", "Grains that the alarm clock woke.");
        _held = _meter.CreateUpDownCounter<long>("watchfloor.alarm.held", "{deadline}", "Deadlines that the alarm clock holds in memory.");
    }

    /// <summary>Since a deadline was served, or since the start.</summary>
    public TimeSpan SinceServed => Stopwatch.GetElapsedTime(Volatile.Read(ref _servedAt));

    /// <summary>Since an effect reached its grain, or since the start.</summary>
    public TimeSpan SinceDelivered => Stopwatch.GetElapsedTime(Volatile.Read(ref _deliveredAt));

    /// <summary>A deadline was served, this late.</summary>
    public void Rang(TimeSpan lateness)
    {
        _lateness.Record(lateness.TotalSeconds);
        Volatile.Write(ref _servedAt, Stopwatch.GetTimestamp());
    }

    /// <summary>An effect reached its grain.</summary>
    public void Delivered()
    {
        _delivered.Add(1);
        Volatile.Write(ref _deliveredAt, Stopwatch.GetTimestamp());
    }

    /// <summary>An attempt to deliver failed.</summary>
    public void DeliveryFailed() => _failed.Add(1);

    /// <summary>The alarm clock woke a grain.</summary>
    public void Woke()
    {
        _woken.Add(1);
        Volatile.Write(ref _servedAt, Stopwatch.GetTimestamp());
    }

    /// <summary>So many deadlines more, or fewer, are held.</summary>
    public void Held(int change)
    {
        if (change != 0)
            _held.Add(change);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
