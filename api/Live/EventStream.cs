using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;

namespace Watchfloor.Live;

/// <summary>
/// Changes of events as server-sent events: per change its cursor and the event in one line. Who falls too far behind is cut
/// off and resumes with Last-Event-ID.
/// </summary>
static class EventStream
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    const int LongestCursor = 500;

    public static void MapEventStream(this IEndpointRouteBuilder api) =>
        api.MapGet("/events/stream", Stream)
            .WithTags("Live")
            .RequireAuthorization(Doors.Read)
            .WithMetadata(new Asked("header", "Last-Event-ID", "Resumes after this change without a gap; now without it.", Asked.Text))
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .Says("streamEvents", "Every change of an event as it happens, as server-sent events");

    static async Task<IResult> Stream(
        HttpContext context,
        Caller caller,
        LiveStream live,
        LiveSeats seats,
        Doorkeeper keeper,
        ApiClock clock,
        IHostApplicationLifetime lifetime
    )
    {
        var given = context.Request.Headers["Last-Event-ID"].ToString();
        if (given.Length > LongestCursor || !given.All(c => c is > ' ' and <= '~'))
            return ProblemAnswer.Malformed("Last-Event-ID", "is no cursor of this stream; leave it out to begin now");
        using var seat = seats.Take(context);
        if (seat is null)
            return ProblemAnswer.TooMany(seats.Refusal, Beat);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            var batches = live.FollowWithBeats(caller.Tenant, given.Length == 0 ? null : given, Beat, clock, stop.Token);
            var stay = new LongStay(keeper, clock, context, Doors.Read);
            await foreach (var batch in batches)
            {
                if (!await stay.IsWelcome(stop.Token))
                    break;
                await Write(context.Response, batch, stop.Token);
            }
        }
        catch (InvalidCursorException)
        {
            return ProblemAnswer.CursorLost(
                "The server was restored since, or the cursor is none of its own. Load GET /api/v1/events anew and follow from now, without Last-Event-ID."
            );
        }
        catch (Exception e) when (context.Response.HasStarted && e is TooSlowException or OperationCanceledException)
        {
            // ends the answer; the client comes back with its last cursor
        }
        return Results.Empty;
    }

    static async Task Write(HttpResponse response, LiveBatch? batch, CancellationToken cancellation)
    {
        if (!response.HasStarted)
            Begin(response);
        var writer = response.BodyWriter;
        if (batch is null or { Changes.Count: 0 })
            writer.Write(": beat\n\n"u8);
        foreach (var change in batch?.Changes ?? [])
        {
            writer.Write("id: "u8);
            writer.Write(Encoding.UTF8.GetBytes(change.Cursor));
            writer.Write("\ndata: "u8);
            writer.Write(change.Json.Span);
            writer.Write("\n\n"u8);
        }
        await writer.FlushAsync(cancellation);
    }

    static void Begin(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // a proxy in front must not wait for more
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
