using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.OpenApi;
using Watchfloor.Security;

namespace Watchfloor.Clusters;

/// <summary>How the cluster stands, for those who run it.</summary>
static class ClusterApi
{
    public static void MapCluster(this IEndpointRouteBuilder api) =>
        api.MapGet("/cluster", Look)
            .WithTags("Cluster")
            .RequireAuthorization(Doors.Oversee)
            .Says("getCluster", "The silos and apis that serve, the view that they share, and what waits");

    static async Task<Ok<ClusterSeen>> Look(IClusterReport report, HttpResponse response, CancellationToken cancellation)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await report.Look(cancellation));
    }
}
