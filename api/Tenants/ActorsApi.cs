using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.OpenApi;
using Watchfloor.Security;
using Watchfloor.Versions;

namespace Watchfloor.Tenants;

/// <summary>What the ids of people and keys are called, for everybody who reads what they did.</summary>
static class ActorsApi
{
    public static void MapActors(this IEndpointRouteBuilder api) =>
        api.MapGet("/actors", List)
            .WithTags("Actors")
            .RequireAuthorization(Doors.Read)
            .ReadByVersion()
            .Says("listActors", "What people and keys are called now; who left has no name any more");

    static async Task<Ok<ActorList>> List(Caller caller, ActorNames names, HttpResponse response, CancellationToken cancellation)
    {
        var known = await names.All(caller.Tenant, cancellation);
        var list = new ActorList([.. known.Select(actor => new ActorItem(actor.Key, actor.Value))]);
        response.Headers.ETag = VersionTag.OfContent(list);
        return TypedResults.Ok(list);
    }
}

/// <summary>Everybody of the tenant who can act, by id.</summary>
sealed record ActorList(IReadOnlyList<ActorItem> Items);

/// <summary>A person or a key.</summary>
/// <param name="Id">As it stands in events and timelines.</param>
/// <param name="Name">What it is called now.</param>
sealed record ActorItem(string Id, string Name);
