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

/// <summary>Merging and splitting by hand. The answer comes when both events say so; a server that dies before completes it after its start.</summary>
static class EventMovesApi
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapEventMoves(this IEndpointRouteBuilder api)
    {
        var one = api.MapGroup("/events/{id}").WithTags("Events").RequireAuthorization(Doors.Act);
        one.MapPost("/merge", Merge)
            .AnswersVersion()
            .Says("mergeEvent", "Merge it into another open event, which then holds all that it held; it is closed");
        one.MapPost("/split", Split).Says("splitEvent", "Let some of its open conditions begin an event of their own");
    }

    /// <summary>Merges one event into another; the problem, or null.</summary>
    public static async Task<ProblemAnswer?> MergeOne(
        Caller caller,
        string id,
        HowMerged how,
        IfMatch match,
        RequestId request,
        GrainCalls grains,
        IEventReads reads,
        CancellationToken cancellation
    )
    {
        if (await reads.Find(caller.Tenant, id, cancellation) is not { } before)
            return EventsApi.NoSuchEvent(id);
        if (id == how.Into)
            return ProblemAnswer.Refused("An event cannot be merged into itself; name another one.");
        if (!PlausibleIds.IsPlausible(how.Into) || await reads.Find(caller.Tenant, how.Into, cancellation) is not { } target)
            return EventsApi.NoSuchEvent(how.Into);
        if (target.Status >= EventStatus.Resolved && before.MergedInto != how.Into)
            return ProblemAnswer.Refused($"Event {how.Into} is {Words.Wire(target.Status)}; merge into one that is open.");
        var entity = new EntityId(Kinds.Event, caller.Tenant, id);
        var command = new MergeInto(caller.Id, how.Into, how.Note);
        var outcome = await grains.Do<IEventGrain>(caller, entity, match, grain => grain.Do(command, request));
        if (outcome.Problem("event") is { } refusal)
            return refusal;
        if (await AtRest(caller, entity, grains, cancellation) is { } why)
            return ProblemAnswer.Refused($"It was not merged into event {how.Into}: {why}.");
        await AtRest(caller, entity with { Id = how.Into }, grains, cancellation);
        return null;
    }

    static async Task<Results<Ok<EventView>, ProblemAnswer>> Merge(
        string id,
        Body<HowMerged> body,
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
        if (await MergeOne(caller, id, body.Value, match, wish.Request, grains, reads, cancellation) is { } refusal)
            return refusal;
        if (await reads.Find(caller.Tenant, id, cancellation) is not { } view)
            return EventsApi.NoSuchEvent(id);
        response.Headers.ETag = VersionTag.Of(view);
        return TypedResults.Ok(view);
    }

    static async Task<Results<Created<SplitAway>, ProblemAnswer>> Split(
        string id,
        Body<HowSplit> body,
        Wish wish,
        IfMatch match,
        Caller caller,
        GrainCalls grains,
        RequestIds ids,
        CancellationToken cancellation
    )
    {
        if (body.Value.Problem() is { } problem)
            return problem;
        var newId = wish.Mint($"split/{id}", ids);
        var entity = new EntityId(Kinds.Event, caller.Tenant, id);
        var command = new Split(caller.Id, newId, Values.From(body.Value.ConditionKeys!), body.Value.Title, body.Value.Note);
        var outcome = await grains.Do<IEventGrain>(caller, entity, match, grain => grain.Do(command, wish.Request));
        if (outcome.Problem("event") is { } refusal)
            return refusal;
        await AtRest(caller, entity, grains, cancellation);
        await AtRest(caller, entity with { Id = newId }, grains, cancellation);
        return TypedResults.Created($"/api/v1/events/{newId}", new SplitAway(newId));
    }

    /// <summary>Waits a while; what is durable goes on by itself however long that takes.</summary>
    static async Task<string?> AtRest(Caller caller, EntityId entity, GrainCalls grains, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await grains.Ask<IEventGrain, string?>(caller, entity, grain => grain.AtRest(patience.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
