using System.Collections.Concurrent;

namespace Watchfloor.Health;

/// <summary>A metric with its series by labels. Beyond a thousand series the newcomers are dropped, so that memory has an end.</summary>
sealed class Metric(string name, MetricType type, string help, double[] bounds)
{
    const int MostSeries = 1000;

    readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    readonly KnownTags _known = new(MostSeries);

    public string Name => name;

    public MetricType Type => type;

    public string Help => help;

    public MetricSeries? Series(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_known.Find(tags) is { } known)
            return known;
        if (Labelled(PrometheusText.Labels(tags)) is not { } series)
            return null;
        _known.Add(tags, series);
        return series;
    }

    /// <summary>What is observed anew at each scrape does not linger.</summary>
    public void Forget()
    {
        _series.Clear();
        _known.Clear();
    }

    public IEnumerable<(string Labels, MetricSeries Series)> InOrder() =>
        _series.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value.Still()));

    MetricSeries? Labelled(string labels)
    {
        if (_series.TryGetValue(labels, out var series))
            return series;
        return _series.Count < MostSeries ? _series.GetOrAdd(labels, static (_, limits) => new(limits), bounds) : null;
    }
}
