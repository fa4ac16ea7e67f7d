using System.Diagnostics.Metrics;

namespace Watchfloor.Store;

/// <summary>What every store measures of its writing, under the meter <c>Watchfloor</c>. One measurement per flush.</summary>
public static class StoreMeters
{
    static readonly Meter Meter = new("Watchfloor");

    static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "watchfloor.store.flush.duration",
        "s",
        "Flushes, until the database had made them durable.",
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
        }
    );

    static readonly Histogram<long> Size = Meter.CreateHistogram(
        "watchfloor.store.flush.writes",
        "{write}",
        "Writes that shared a flush.",
        tags: null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500] }
    );

    /// <summary>A flush is durable.</summary>
    public static void Flushed(string system, int writes, TimeSpan took)
    {
        var tag = new KeyValuePair<string, object?>("db.system.name", system);
        Duration.Record(took.TotalSeconds, tag);
        Size.Record(writes, tag);
    }
}
