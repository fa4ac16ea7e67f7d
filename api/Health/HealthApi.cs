using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.OpenApi;
using Watchfloor.Store;

namespace Watchfloor.Health;

/// <summary>Whether the process runs, and whether it can serve. Open to all: probes have no keys.</summary>
static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Health").AllowAnonymous();
        health.MapGet("/live", Live).Says("live", "The process runs");
        health
            .MapGet("/ready", Ready)
            .Produces<Readiness>()
            .Produces<Readiness>(StatusCodes.Status503ServiceUnavailable)
            .Says("ready", "Ready to serve, or 503 with the reasons why not");
    }

    static Ok<Readiness> Live() => TypedResults.Ok(new Readiness("live", []));

    static JsonHttpResult<Readiness> Ready(IEnumerable<IReadiness> parts, IStoreHealth store)
    {
        List<string> reasons = [.. parts.Select(part => part.WaitsFor).OfType<string>()];
        if (store.Trouble is { } trouble)
            reasons.Add(trouble);
        return reasons.Count == 0
            ? TypedResults.Json(new Readiness("ready", reasons))
            : TypedResults.Json(new Readiness("not_ready", reasons), statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>How it stands.</summary>
/// <param name="Status">live, ready or not_ready.</param>
/// <param name="Reasons">Why it is not ready.</param>
sealed record Readiness(string Status, IReadOnlyList<string> Reasons);
