using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.OpenApi;
using Watchfloor.Security;

namespace Watchfloor.Health;

/// <summary>What Prometheus scrapes: the meters of the process, the store's among them.</summary>
static class MetricsApi
{
    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", Read)
            .WithTags("Health")
            .RequireAuthorization(Doors.Watch)
            .Produces<string>(StatusCodes.Status200OK, "text/plain")
            .Says("metrics", "Metrics in the text format of Prometheus");

    static async Task<ContentHttpResult> Read(MetricsBook book, StoreGauges store, CancellationToken cancellation)
    {
        await store.Refresh(cancellation);
        return TypedResults.Text(book.Read(), PrometheusText.MediaType);
    }
}
