using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
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
            .Produces<NotReady>(StatusCodes.Status503ServiceUnavailable, Problem.MediaType)
            .Says("ready", "Ready to serve, or 503 with all the reasons why not");
    }

    static Ok<Readiness> Live() => TypedResults.Ok(new Readiness("live"));

    static async Task<IResult> Ready(IEnumerable<IReadiness> parts, IStoreHealth store, HttpContext context, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        List<string> reasons = [];
        foreach (var part in parts)
            reasons.AddRange(await Of(part, cancellation));
        if (store.Trouble is { } trouble)
            reasons.Add(trouble);
        return reasons.Count == 0
            ? TypedResults.Ok(new Readiness("ready"))
            : TypedResults.Json(
                NotReady.For(reasons, Problem.TraceOf(context)),
                contentType: Problem.MediaType,
                statusCode: StatusCodes.Status503ServiceUnavailable
            );
    }

    /// <summary>Where even the look fails, that is the reason; what exactly failed is not for everybody.</summary>
    static async ValueTask<IReadOnlyList<string>> Of(IReadiness part, CancellationToken cancellation)
    {
        try
        {
            return await part.Reasons(cancellation);
        }
        catch (Exception e) when (e is StoreFailedException or IOException or TimeoutException or DbException)
        {
            return ["the store does not answer"];
        }
    }
}

/// <summary>How it stands.</summary>
/// <param name="Status">live or ready.</param>
sealed record Readiness(string Status);

/// <summary>Why it is not ready (RFC 9457).</summary>
/// <param name="Type">A URN that names the kind of problem.</param>
/// <param name="Title">The kind of problem in words.</param>
/// <param name="Status">503.</param>
/// <param name="Detail">All reasons in one text.</param>
/// <param name="TraceId">Under this id the server's log knows more.</param>
/// <param name="Reasons">Each reason, in a sentence; it goes when what it says is over.</param>
sealed record NotReady(string Type, string Title, int Status, string Detail, string TraceId, IReadOnlyList<string> Reasons)
{
    public static NotReady For(IReadOnlyList<string> reasons, string trace) =>
        new("urn:watchfloor:problem:not-ready", "Not ready", 503, string.Join("; ", reasons), trace, reasons);
}
