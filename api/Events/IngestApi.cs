using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Answers;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Sources;

namespace Watchfloor.Events;

/// <summary>The door through which events come in. It answers when the event is durable.</summary>
static class IngestApi
{
    public static void MapIngest(this IEndpointRouteBuilder api) =>
        api.MapPost("/events/ingest", Take)
            .WithTags("Events")
            .RequireAuthorization(Doors.Ingest)
            .WithMetadata(new MachineInput())
            .Says("ingestEvent", "Report that something is wrong: it becomes an event (201), joins one or is known already (200)");

    static async Task<Results<BriefCreated<Ingested>, BriefOk<Ingested>, ProblemAnswer>> Take(
        Body<NewDetection> body,
        Wish wish,
        Caller caller,
        Intake intake,
        CancellationToken cancellation
    )
    {
        var taken = await intake.Take(caller, new(body.Value), wish.Request, cancellation);
        if (taken.Problem is { } problem)
            return problem;
        var answer = new Ingested(taken.Done!.EventId!, taken.Done.Outcome);
        return answer.Outcome == IngestOutcome.Created ? Brief.Created($"/api/v1/events/{answer.EventId}", answer) : Brief.Ok(answer);
    }
}
