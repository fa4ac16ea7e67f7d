using System.Diagnostics.Metrics;
using System.Text;

namespace Watchfloor.Health;

/// <summary>How an instrument is called in Prometheus: <c>http.server.request.duration</c> in s is <c>http_server_request_duration_seconds</c>.</summary>
static class MetricName
{
    public static string Of(Instrument instrument, MetricType type)
    {
        var name = Plain(instrument.Name);
        if (Unit(instrument.Unit) is { } unit && !name.EndsWith(unit, StringComparison.Ordinal))
            name = $"{name}_{unit}";
        if (type == MetricType.Counter)
            return Total(name);
        // In Prometheus _count belongs to histograms.
        return type == MetricType.Gauge && name.EndsWith("_count", StringComparison.Ordinal) ? $"{name[..^"_count".Length]}_number" : name;
    }

    static string Total(string name) => name.EndsWith("_total", StringComparison.Ordinal) ? name : $"{name}_total";

    /// <summary>Only what Prometheus takes in names.</summary>
    public static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length + 1);
        foreach (var c in name)
            plain.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        if (plain.Length == 0 || char.IsAsciiDigit(plain[0]))
            plain.Insert(0, '_');
        return plain.ToString();
    }

    static string? Unit(string? unit) =>
        unit switch
        {
            null or "" or "1" => null,
            "s" => "seconds",
            "ms" => "milliseconds",
            "By" => "bytes",
            "%" => "percent",
            ['{', ..] => null, // an annotation, not a unit
            _ => Plain(unit),
        };
}

/// <summary>What Prometheus knows a metric as.</summary>
enum MetricType
{
    Counter,
    Gauge,
    Histogram,
}
