using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Watchfloor.Health;

/// <summary>
/// Listens to our own meters, the engine's and the server's from the start of the process, and keeps their sums. They are
/// lost with the process, as Prometheus expects.
/// </summary>
sealed class MetricsBook : IDisposable
{
    static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    readonly ConcurrentDictionary<string, Metric> _metrics = new(StringComparer.Ordinal);
    readonly MeterListener _listener = new();
    readonly Lock _scrape = new();

    readonly IMeterFactory _meters;

    public MetricsBook(IMeterFactory meters)
    {
        _meters = meters;
        _listener.InstrumentPublished = Publish;
        _listener.SetMeasurementEventCallback<byte>(static (i, value, tags, state) => Take(i, value, tags, state));
        _listener.SetMeasurementEventCallback<short>(static (i, value, tags, state) => Take(i, value, tags, state));
        _listener.SetMeasurementEventCallback<int>(static (i, value, tags, state) => Take(i, value, tags, state));
        _listener.SetMeasurementEventCallback<long>(static (i, value, tags, state) => Take(i, value, tags, state));
        _listener.SetMeasurementEventCallback<float>(static (i, value, tags, state) => Take(i, value, tags, state));
        _listener.SetMeasurementEventCallback<double>(Take);
        _listener.SetMeasurementEventCallback<decimal>(static (i, value, tags, state) => Take(i, (double)value, tags, state));
        _listener.Start();
    }

    /// <summary>Everything, in the text format of Prometheus, in a stable order.</summary>
    public string Read()
    {
        lock (_scrape)
        {
            foreach (var (metric, _) in _observed)
                metric.Forget();
            _listener.RecordObservableInstruments();
            return PrometheusText.Write(_metrics.Values.OrderBy(metric => metric.Name, StringComparer.Ordinal));
        }
    }

    readonly ConcurrentDictionary<Metric, bool> _observed = new();

    public void Dispose() => _listener.Dispose();

    void Publish(Instrument instrument, MeterListener listener)
    {
        if (!KnownMeters.All.Contains(instrument.Meter.Name, StringComparer.Ordinal))
            return;
        if (instrument.Meter.Scope is { } scope && scope != _meters)
            return; // of another server in this process
        var type = TypeOf(instrument);
        var name = MetricName.Of(instrument, type);
        var metric = _metrics.GetOrAdd(name, _ => new(name, type, instrument.Description ?? instrument.Name, BoundsOf(instrument, type)));
        if (metric.Type != type)
            return; // two instruments of one name: the first keeps it
        if (instrument.IsObservable)
            _observed[metric] = true;
        listener.EnableMeasurementEvents(instrument, metric);
    }

    static void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (state is not Metric metric || metric.Series(tags) is not { } series)
            return;
        if (metric.Type == MetricType.Histogram)
            series.Record(value);
        else if (instrument.IsObservable || IsGauge(instrument))
            series.Set(value);
        else
            series.Add(value);
    }

    /// <summary>The runtime declares them as counters; they go up and down.</summary>
    static readonly HashSet<string> UpAndDown = ["dotnet.thread_pool.thread.count", "dotnet.thread_pool.queue.length"];

    static MetricType TypeOf(Instrument instrument)
    {
        var word = instrument.GetType().Name;
        if (UpAndDown.Contains(instrument.Name))
            return MetricType.Gauge;
        if (word.StartsWith("Histogram", StringComparison.Ordinal))
            return MetricType.Histogram;
        return word.StartsWith("Counter", StringComparison.Ordinal) || word.StartsWith("ObservableCounter", StringComparison.Ordinal)
            ? MetricType.Counter
            : MetricType.Gauge;
    }

    static bool IsGauge(Instrument instrument) => instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal);

    static double[] BoundsOf(Instrument instrument, MetricType type)
    {
        if (type != MetricType.Histogram)
            return [];
        return instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } advised } => [.. advised],
            Histogram<long> { Advice.HistogramBucketBoundaries: { Count: > 0 } advised } => [.. advised.Select(bound => (double)bound)],
            Histogram<int> { Advice.HistogramBucketBoundaries: { Count: > 0 } advised } => [.. advised.Select(bound => (double)bound)],
            { Unit: "ms" } => [.. Seconds.Select(bound => bound * 1000)],
            { Unit: "s" } => Seconds,
            _ => [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000],
        };
    }
}
