using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.History;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;
using Watchfloor.Versions;

namespace Watchfloor.Events;

/// <summary>An event for readers, its timeline and its pages.</summary>
static class EventsApi
{
    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        var events = api.MapGroup("/events").WithTags("Events").RequireAuthorization(Doors.Read);
        events.MapGet("/{id}", Find).ReadByVersion().Says("getEvent", "One event, with its version as a strong ETag");
        events.MapGet("/{id}/timeline", Timeline).Says("getTimeline", "What happened to an event, oldest first");
        events
            .MapGet("/{id}/pages", Pages)
            .Says(
                "getPages",
                "Why somebody was paged and why not: every page with its attempts, those that were not made with their reason"
            );
    }

    static async Task<Results<Ok<EventView>, ProblemAnswer>> Find(
        string id,
        PastQuery past,
        Caller caller,
        Histories histories,
        IEventReads reads,
        ITombstones tombstones,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var (view, problem) = past.At is { } at
            ? await histories.OfEvent(caller, id, at, response)
            : (await reads.Find(caller.Tenant, id, cancellation), null);
        if (view is null)
            return problem ?? await Missing(caller.Tenant, id, tombstones, cancellation);
        response.Headers.ETag = VersionTag.Of(view);
        return TypedResults.Ok(view);
    }

    static async Task<Results<Ok<All<TimelineItem>>, ProblemAnswer>> Timeline(
        string id,
        Caller caller,
        IEventReads reads,
        ITombstones tombstones,
        ICatalogueLists catalogue,
        CancellationToken cancellation
    )
    {
        var journal = await reads.Journal(caller.Tenant, id, cancellation);
        if (journal.Count == 0)
            return await Missing(caller.Tenant, id, tombstones, cancellation);
        var names = new ChannelNames(catalogue, caller.Tenant);
        var items = await Watchfloor.Events.Timeline.Of(journal, channel => names.Of(channel, cancellation));
        return TypedResults.Ok(new All<TimelineItem>(items));
    }

    static async Task<Results<Ok<PagesView>, ProblemAnswer>> Pages(
        string id,
        Caller caller,
        IEventReads reads,
        ITombstones tombstones,
        ICatalogueLists catalogue,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (await reads.Find(caller.Tenant, id, cancellation) is not { } view)
            return await Missing(caller.Tenant, id, tombstones, cancellation);
        var climbs = Climbs.Of(await reads.Escalations(caller.Tenant, id, cancellation));
        var made = await reads.Pages(caller.Tenant, id, cancellation);
        var names = new ChannelNames(catalogue, caller.Tenant);
        var pages = new List<Notifications.PageView>();
        foreach (var page in made.Concat(UnmadePages.Of(view, climbs, made)))
            pages.Add(PageWords.Told(await names.Complete(page, cancellation)));
        var whom = new List<string>();
        foreach (var channel in view.NextPage?.Targets ?? [])
            whom.Add(await names.Of(channel, cancellation));
        return TypedResults.Ok(new PagesView(PageWords.Of(view, climbs, pages, whom, clock.GetUtcNow()), pages));
    }

    /// <summary>Never there, or there once: whoever has its id from an old page or ticket learns which.</summary>
    static async Task<ProblemAnswer> Missing(TenantId tenant, string id, ITombstones tombstones, CancellationToken cancellation) =>
        await tombstones.RemovedAt(new(Kinds.Event, tenant, id), cancellation) is { } at
            ? ProblemAnswer.NotFound($"Event {id} was removed on {at:yyyy-MM-dd}: it had been closed for longer than events are kept.")
            : NoSuchEvent(id);

    public static ProblemAnswer NoSuchEvent(string id) => ProblemAnswer.NotFound($"There is no event {id}.");
}
