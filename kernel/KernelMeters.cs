using System.Diagnostics.Metrics;

namespace Watchfloor.Kernel;

/// <summary>What the kernel measures of itself, under the meter <c>Watchfloor</c>.</summary>
public sealed class KernelMeters : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Watchfloor";

    readonly Meter _meter = new(Name);
    readonly Histogram<double> _lateness;
    readonly Counter<long> _delivered;
    readonly Counter<long> _failed;
    readonly Counter<long> _woken;

    public KernelMeters()
    {
        _lateness = _meter.CreateHistogram<double>(
            "watchfloor.alarm.lateness",
            "s",
            "From the instant a deadline was due to the tick that serves it"
        );
        _delivered = _meter.CreateCounter<long>("watchfloor.outbox.delivered", "{message}", "Effects that reached their grain");
        _failed = _meter.CreateCounter<long>("watchfloor.outbox.failures", "{attempt}", "Attempts to deliver an effect that failed");
        _woken = _meter.CreateCounter<long>("watchfloor.alarm.woken", "{grain}", "Grains that the alarm clock woke");
    }

    /// <summary>A deadline was served, this late.</summary>
    public void Rang(TimeSpan lateness) => _lateness.Record(lateness.TotalSeconds);

    /// <summary>An effect reached its grain.</summary>
    public void Delivered() => _delivered.Add(1);

    /// <summary>An attempt to deliver failed.</summary>
    public void DeliveryFailed() => _failed.Add(1);

    /// <summary>The alarm clock woke a grain.</summary>
    public void Woke() => _woken.Add(1);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
