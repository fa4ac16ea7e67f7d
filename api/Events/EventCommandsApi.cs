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
        MapAsides(api.MapGroup("/events/{id}").WithTags("Events").RequireAuthorization(Doors.Direct));
        var one = api.MapGroup("/events/{id}").WithTags("Events").RequireAuthorization(Doors.Act);
        one.MapChange<Nothing>("/acknowledge", (caller, _) => new Acknowledge(caller.Id))
            .Says("acknowledgeEvent", "Take it: escalation falls silent");
        one.MapChange<WithReason>("/unacknowledge", (caller, why) => new Unacknowledge(caller.Id, why.Reason))
            .Says("unacknowledgeEvent", "Nobody has it after all: new again, and escalation goes on with the next level");
        one.MapChange<WithReason>("/escalate", (caller, why) => new Escalate(caller.Id, why.Reason))
            .Says("escalateEvent", "Have the next level paged now, although somebody has it");
        one.MapChange<Nothing>("/start", (caller, _) => new Start(caller.Id)).Says("startEvent", "Begin to work on it");
        one.MapChange<HowResolved>("/resolve", (caller, how) => new Resolve(caller.Id, how.Force, how.Note))
            .Says("resolveEvent", "It is over; force overrides conditions that are still open");
        one.MapChange<Nothing>("/close", (caller, _) => new Close(caller.Id)).Says("closeEvent", "Done with it");
        one.MapChange<WhyReopened>("/reopen", (caller, why) => new Reopen(caller.Id, why.Note))
            .Says("reopenEvent", "It is not over after all: new again, with its whole SLA, and it escalates");
        one.MapChange<NewAssignee>("/assign", (caller, assignee) => new Assign(caller.Id, assignee.To))
            .Says("assignEvent", "Say who is to see to it; it takes no page back");
        one.MapChange<NewLink>("/link", (caller, link) => new Link(caller.Id, link.ToLink()), IsThere)
            .Says("linkEvent", "Link it to a work order, an anomaly or another event, which then points back");
        one.MapChange<NewLink>("/unlink", (caller, link) => new Unlink(caller.Id, link.ToLink()))
            .Says("unlinkEvent", "Take a link away, on both sides");
        one.MapChange<HowShelved>("/shelve", (caller, how) => how.ToCommand(caller.Id))
            .Says("shelveEvent", "Put it off for a while: nobody is paged, and it stays where it stands");
        one.MapChange<Nothing>("/unshelve", (caller, _) => new BringBack(AsideKind.Shelved, caller.Id))
            .Says("unshelveEvent", "Take it from the shelf: escalation goes on");
        one.MapPost("/comments", Remark).Says("commentEvent", "Add a remark to the timeline");
    }

    /// <summary>What changes how the plant is watched is not for operators alone.</summary>
    static void MapAsides(RouteGroupBuilder one)
    {
        one.MapChange<HowAside>("/suppress", (caller, how) => how.ToCommand(AsideKind.Suppressed, caller.Id))
            .Says("suppressEvent", "Suppress it by design: it means nothing in the present state of the plant");
        one.MapChange<Nothing>("/unsuppress", (caller, _) => new BringBack(AsideKind.Suppressed, caller.Id))
            .Says("unsuppressEvent", "Let it mean something again");
        one.MapChange<HowAside>("/out-of-service", (caller, how) => how.ToCommand(AsideKind.OutOfService, caller.Id))
            .Says("takeEventOutOfService", "What reports it is being worked on: nobody is paged");
        one.MapChange<Nothing>("/return-to-service", (caller, _) => new BringBack(AsideKind.OutOfService, caller.Id))
            .Says("returnEventToService", "What reports it works again: escalation goes on");
    }

    static RouteHandlerBuilder MapChange<TBody>(
        this RouteGroupBuilder one,
        string path,
        Func<Caller, TBody, EventCommand> command,
        Func<Asking, TBody, ValueTask<ProblemAnswer?>>? known = null
    )
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
            if (known is not null && await known(new(id, caller.Tenant, reads, cancellation), body.Value) is { } unknown)
                return unknown;
            var outcome = await Do(grains, caller, id, match, command(caller, body.Value), wish);
            if (outcome.Problem("event") is { } refusal)
                return refusal;
            if (await reads.Find(caller.Tenant, id, cancellation) is not { } view)
                return EventsApi.NoSuchEvent(id);
            response.Headers.ETag = VersionTag.Of(view);
            return TypedResults.Ok(view);
        }
    }

    /// <summary>Only what is kept here can be looked for: other events.</summary>
    static async ValueTask<ProblemAnswer?> IsThere(Asking asking, NewLink link)
    {
        var complaints = new Complaints();
        if (link.Kind == LinkKind.Event)
        {
            var isItself = link.Id == asking.EventId;
            complaints.Unless(!isItself, "id", "is this event itself; link it to another one");
            var isThere = isItself || await asking.Reads.Find(asking.Tenant, link.Id, asking.Cancellation) is not null;
            complaints.Unless(isThere, "id", "is no event that is known");
        }
        return complaints.Problem;
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

    /// <summary>Who asks of which event, for what only a read can know.</summary>
    readonly record struct Asking(string EventId, TenantId Tenant, IEventReads Reads, CancellationToken Cancellation);
}
