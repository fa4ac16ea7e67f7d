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

    /// <summary>Spans whose parent nobody has seen.</summary>
    public IReadOnlyList<Seen> Roots => [.. _byId.Values.Where(span => span.ParentId!.Length == 0 || !_byId.ContainsKey(span.ParentId))];

    public int Count => _byId.Count;

    public Seen Span(string name) => Assert.Single(_byId.Values, span => span.Name == name);

    /// <summary>The trace of a page as its receiver saw it, once its last span has arrived.</summary>
    public static async Task<Trace> Of(Collector collector, Received page)
    {
        var id = IdOf(page.Traceparent);
        await collector.Receives("the end of the attempt", seen => seen.TraceId == id && seen.Name == "page end attempt");
        await collector.Receives("the request that began it", seen => seen.TraceId == id && seen.Kind == "server");
        return new(collector.Spans(), id);
    }

    public static string IdOf(string? traceparent)
    {
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-01$", traceparent);
        return traceparent!.Split('-')[1];
    }
}
