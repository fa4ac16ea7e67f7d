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

/// <summary>One thing done to many events. Each decides for itself: what one refuses stops no other.</summary>
static class EventBulkApi
{
    /// <summary>So many at once, so that one caller does not fill the silo.</summary>
    const int Abreast = 32;

    public static void MapEventBulk(this IEndpointRouteBuilder api) =>
        api.MapPost("/events/bulk", Handle)
            .WithTags("Events")
            .RequireAuthorization(Doors.Act)
            .Says("bulkEvents", "Do one thing to many events; one result per event");

    static async Task<Results<Ok<BulkResults>, ProblemAnswer>> Handle(
        Body<BulkDeed> body,
        Wish wish,
        Caller caller,
        GrainCalls grains,
        IEventReads reads,
        RequestIds ids,
        HttpContext context,
        CancellationToken cancellation
    )
    {
        var deed = body.Value;
        if (deed.Problem() is { } problem)
            return problem;
        var results = new BulkResult[deed.Ids.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Abreast, CancellationToken = cancellation };
        await Parallel.ForAsync(0, results.Length, options, async (index, _) => results[index] = await One(deed.Ids[index]));
        return TypedResults.Ok(new BulkResults(results));

        async Task<BulkResult> One(string id)
        {
            if (!PlausibleIds.IsPlausible(id))
                return new(id, null, EventsApi.NoSuchEvent(id).Tell(context));
            try
            {
                if (deed.Action == BulkAction.Merge)
                {
                    return
                        await EventMovesApi.MergeOne(caller, id, deed.ToMerge, IfMatch.Any, wish.Request, grains, reads, cancellation)
                            is { } wrong
                        ? new(id, null, wrong.Tell(context))
                        : new(id, BulkOutcome.Done, null);
                }
                var command = deed.CommandOf(caller.Id, () => wish.Mint($"comment/{id}", ids));
                var outcome = await grains.Do<IEventGrain>(
                    caller,
                    new(Kinds.Event, caller.Tenant, id),
                    IfMatch.Any,
                    grain => grain.Do(command, wish.Request)
                );
                return outcome.Problem("event") is { } refusal
                    ? new(id, null, refusal.Tell(context))
                    : new(id, outcome.Kind == OutcomeKind.Done ? BulkOutcome.Done : BulkOutcome.Unchanged, null);
            }
            catch (Exception fault) when (Faults.Explain(fault, context.Request) is { Status: 503 or 422 } answer)
            {
                return new(id, null, answer.Tell(context)); // the others are done, and the caller must learn which
            }
        }
    }
}
