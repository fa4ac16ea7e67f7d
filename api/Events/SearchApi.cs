using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Security;
using Watchfloor.Store;

namespace Watchfloor.Events;

/// <summary>Events by what they say: the list, what there is to choose from, and all of them for a spreadsheet.</summary>
static class SearchApi
{
    /// <summary>So many are counted in the time that somebody who clicks has.</summary>
    const int MostCounted = 5_000;

    public static void MapSearch(this IEndpointRouteBuilder api)
    {
        var events = api.MapGroup("/events").WithTags("Events").RequireAuthorization(Doors.Read);
        events.MapGet("", List).Says("listEvents", "Events, latest detected first; sort=urgency puts what needs somebody first");
        events.MapGet("/facets", Facets).Says("countEvents", $"How many of the newest {MostCounted} events of a filter have which words");
        events
            .MapGet("/export", Export)
            .Produces<string>(StatusCodes.Status200OK, EventCsv.MediaType)
            .Says("exportEvents", "All events of a filter as CSV, streamed");
    }

    static async Task<Ok<Page<EventView>>> List(
        EventQuery query,
        PageQuery page,
        Caller caller,
        IEventReads reads,
        CancellationToken cancellation
    )
    {
        var listing = await reads.List(caller.Tenant, query.Filter, page.Limit, page.Cursor, cancellation);
        return TypedResults.Ok(new Page<EventView>(listing.Items, listing.Next));
    }

    static async Task<Ok<FacetsView>> Facets(EventQuery query, Caller caller, IEventReads reads, CancellationToken cancellation) =>
        TypedResults.Ok(FacetsView.Of(await reads.Facets(caller.Tenant, query.Filter, MostCounted, cancellation)));

    static IResult Export(EventQuery query, Caller caller, IEventReads reads) => new EventCsv(reads, caller.Tenant, query.Filter);
}
