using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.OpenApi;
using Watchfloor.Security;
using Watchfloor.Store;

namespace Watchfloor.Health;

/// <summary>What Prometheus scrapes: the meters of the process, and what the store says of itself.</summary>
static class MetricsApi
{
    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", Read)
            .WithTags("Health")
            .RequireAuthorization(Doors.Admin)
            .Produces<string>(StatusCodes.Status200OK, "text/plain")
            .Says("metrics", "Metrics in the text format of Prometheus");

    static async Task<ContentHttpResult> Read(MetricsBook book, IStoreHealth store, CancellationToken cancellation)
    {
        var (outbox, parked, due) = (
            await store.OutboxDepth(cancellation),
            await store.OutboxParked(cancellation),
            await store.DueDepth(cancellation)
        );
        var text = new StringBuilder(book.Read());
        Add(text, "watchfloor_due_depth", MetricType.Gauge, "Deadlines that are armed.", due);
        Add(text, "watchfloor_journal_facts_total", MetricType.Counter, "Facts written to the journal.", store.Facts);
        Add(text, "watchfloor_outbox_depth", MetricType.Gauge, "Effects that wait for delivery.", outbox);
        Add(text, "watchfloor_outbox_parked", MetricType.Gauge, "Effects that were given up.", parked);
        Add(text, "watchfloor_store_flushes_total", MetricType.Counter, "Flushes of the store; facts share them.", store.Flushes);
        return TypedResults.Text(text.ToString(), PrometheusText.MediaType);
    }

    static void Add(StringBuilder text, string name, MetricType type, string help, double value)
    {
        PrometheusText.Head(text, name, type, help);
        PrometheusText.Line(text, name, "", value);
    }
}
