using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Catalogue;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;

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

    static async Task<Results<Created<Ingested>, Ok<Ingested>, ProblemAnswer>> Take(
        Body<NewDetection> body,
        Wish wish,
        Caller caller,
        GrainCalls grains,
        KnownThings known,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var (given, now) = (body.Value, clock.GetUtcNow());
        if (caller.Scope.Refusal(given.Source) is { } foreign)
            return foreign;
        var complaints = new Complaints();
        given.Check(complaints, now);
        await known.Facility(complaints, "facilityId", given.FacilityId, caller.Tenant, cancellation);
        if (complaints.Problem is { } problem)
            return problem;

        var correlation = CorrelationKey.Of(caller.Tenant, given.FacilityId, given.Category);
        var detection = given.ToDetection(now);
        var detected = await grains.Ask<ICorrelationGrain, Detected>(caller, correlation, grain => grain.Take(detection, wish.Request));
        if (detected.Problem is { } reason)
            return ProblemAnswer.Invalid(reason);
        var answer = new Ingested(detected.EventId, detected.Outcome);
        return detected.Outcome == IngestOutcome.Created
            ? TypedResults.Created($"/api/v1/events/{detected.EventId}", answer)
            : TypedResults.Ok(answer);
    }
}
