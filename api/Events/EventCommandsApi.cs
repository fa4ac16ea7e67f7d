using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;
using Watchfloor.Versions;

namespace Watchfloor.Events;

/// <summary>What people do with an event. The event itself decides; a refusal comes back as 409 with its reason.</summary>
static class EventCommandsApi
{
    public static void MapEventCommands(this IEndpointRouteBuilder api)
    {
        var one = api.MapGroup("/events/{id}").WithTags("Events").RequireAuthorization(Doors.Act);
        one.MapChange<Nothing>("/acknowledge", (caller, _) => new Acknowledge(caller.Id))
            .Says("acknowledgeEvent", "Take it: escalation falls silent");
        one.MapChange<Nothing>("/start", (caller, _) => new Start(caller.Id)).Says("startEvent", "Begin to work on it");
        one.MapChange<HowResolved>("/resolve", (caller, how) => new Resolve(caller.Id, how.Force, how.Note))
            .Says("resolveEvent", "It is over; force overrides conditions that are still open");
        one.MapChange<Nothing>("/close", (caller, _) => new Close(caller.Id)).Says("closeEvent", "Done with it");
        one.MapPost("/comments", Remark).Says("commentEvent", "Add a remark to the timeline");
    }

    static RouteHandlerBuilder MapChange<TBody>(this RouteGroupBuilder one, string path, Func<Caller, TBody, EventCommand> command)
        where TBody : class, IChecked
    {
        return one.MapPost(path, Handle).AnswersVersion().WithMetadata(new BodyMayBeMissing());

        async Task<Results<Ok<EventView>, ProblemAnswer>> Handle(
            string id,
            Body<TBody> body,
            Wish wish,
            IfMatch match,
            Caller caller,
            GrainCalls grains,
            IEventReads reads,
            HttpResponse response,
            CancellationToken cancellation
        )
        {
            if (body.Value.Problem() is { } problem)
                return problem;
            var outcome = await Do(grains, caller, id, match, command(caller, body.Value), wish);
            if (outcome.Problem("event") is { } refusal)
                return refusal;
            if (await reads.Find(caller.Tenant, id, cancellation) is not { } view)
                return EventsApi.NoSuchEvent(id);
            response.Headers.ETag = VersionTag.Of(view);
            return TypedResults.Ok(view);
        }
    }

    static async Task<Results<Created<Made>, ProblemAnswer>> Remark(
        string id,
        Body<NewComment> body,
        Wish wish,
        IfMatch match,
        Caller caller,
        GrainCalls grains,
        RequestIds ids
    )
    {
        if (body.Value.Problem() is { } problem)
            return problem;
        var commentId = wish.Mint($"comment/{id}", ids);
        var outcome = await Do(grains, caller, id, match, new Comment(caller.Id, commentId, body.Value.Text), wish);
        if (outcome.Problem("event") is { } refusal)
            return refusal;
        return TypedResults.Created($"/api/v1/events/{id}/timeline", new Made(commentId));
    }

    static Task<Outcome> Do(GrainCalls grains, Caller caller, string id, IfMatch match, EventCommand command, Wish wish) =>
        grains.Do<IEventGrain>(caller, new(Kinds.Event, caller.Tenant, id), match, grain => grain.Do(command, wish.Request));
}
