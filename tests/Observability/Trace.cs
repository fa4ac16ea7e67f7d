using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Observability;

/// <summary>The spans of one trace, and how they hang together.</summary>
sealed class Trace(IEnumerable<Seen> spans, string traceId)
{
    readonly Dictionary<string, Seen> _byId = spans.Where(span => span.TraceId == traceId).ToDictionary(span => span.SpanId!);

    /// <summary>The names of a span's ancestors and itself, from the root on.</summary>
    public IReadOnlyList<string> WayTo(string spanId)
    {
        var way = new List<string>();
        for (var at = _byId.GetValueOrDefault(spanId); at is not null; at = _byId.GetValueOrDefault(at.ParentId!))
            way.Add(at.Name);
        way.Reverse();
        return way;
    }

    public Seen Span(string name) => Assert.Single(_byId.Values, span => span.Name == name);

    /// <summary>The trace of a page as its receiver saw it, once every span on its way has arrived.</summary>
    public static async Task<Trace> Of(Collector collector, Received page)
    {
        var (id, span) = (IdOf(page.Traceparent), page.Traceparent!.Split('-')[2]);
        return await Eventually.Sees(
            $"the way to {page.Traceparent}",
            () => new Trace(collector.Spans(), id),
            trace => trace.Arrived(span)
        );
    }

    bool Arrived(string spanId) => _byId.TryGetValue(spanId, out var span) && (span.ParentId!.Length == 0 || Arrived(span.ParentId));

    public static string IdOf(string? traceparent)
    {
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-01$", traceparent);
        return traceparent!.Split('-')[1];
    }
}
