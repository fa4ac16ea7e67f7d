using System.Globalization;
using System.Text;

namespace Watchfloor.Health;

/// <summary>The text exposition format, version 0.0.4.</summary>
static class PrometheusText
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    static readonly KeyValuePair<string, object?>[] Target =
    [
        new("service.name", ProcessIdentity.Service),
        new("service.version", ProcessIdentity.Version),
        new("service.instance.id", ProcessIdentity.Instance),
    ];

    public static string Write(IEnumerable<Metric> metrics)
    {
        var text = new StringBuilder();
        Head(text, "target_info", MetricType.Gauge, "Which process this is.");
        Line(text, "target_info", Labels(Target), 1);
        foreach (var metric in metrics)
        {
            var lines = metric.InOrder().ToList();
            if (lines.Count == 0)
                continue;
            Head(text, metric.Name, metric.Type, metric.Help);
            foreach (var (labels, series) in lines)
            {
                if (metric.Type == MetricType.Histogram)
                    Histogram(text, metric.Name, labels, series);
                else
                    Line(text, metric.Name, labels, series.Value);
            }
        }
        return text.ToString();
    }

    /// <summary>The two lines that go before the samples of a metric.</summary>
    public static void Head(StringBuilder text, string name, MetricType type, string help) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"# HELP {name} {help.Replace(@"\", @"\\").Replace("\n", @"\n")}\n# TYPE {name} {type.ToString().ToLowerInvariant()}\n"
        );

    /// <summary>One sample.</summary>
    public static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels.Length == 0 ? "" : $"{{{labels}}}").Append(' ').Append(Number(value)).Append('\n');

    /// <summary>Labels in the order of their names, values escaped.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in tags)
            sorted[MetricName.Plain(name)] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return string.Join(",", sorted.Select(label => $"{label.Key}=\"{Escape(label.Value)}\""));
    }

    static void Histogram(StringBuilder text, string name, string labels, MetricSeries series)
    {
        var (before, sum) = (labels.Length == 0 ? "" : $"{labels},", 0L);
        for (var i = 0; i < series.Bounds.Count; i++)
            Line(text, $"{name}_bucket", $"{before}le=\"{Number(series.Bounds[i])}\"", sum += series.Buckets[i]);
        Line(text, $"{name}_bucket", $"{before}le=\"+Inf\"", series.Count);
        Line(text, $"{name}_sum", labels, series.Value);
        Line(text, $"{name}_count", labels, series.Count);
    }

    static string Number(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    static string Escape(string value) => value.Replace(@"\", @"\\").Replace("\"", "\\\"").Replace("\n", @"\n");
}
