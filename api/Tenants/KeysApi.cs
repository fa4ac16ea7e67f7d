using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Catalogue;
using Watchfloor.History;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;
using Watchfloor.Versions;

namespace Watchfloor.Tenants;

/// <summary>Keys for programs.</summary>
static class KeysApi
{
    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/api-keys").WithTags("Keys").RequireAuthorization(Doors.Admin);
        keys.MapGet("", List).Says("listApiKeys", "Every key, by name; never what opens");
        keys.MapPost("", Make).WithMetadata(new HoldsSecret()).Says("makeApiKey", "Make a key; it is told in this answer and never again");
        keys.MapGet("/{id}", Find).ReadByVersion().Says("getApiKey", "One key; never what opens");
        keys.MapPost("/{id}/rotate", Rotate)
            .WithMetadata(new HoldsSecret(), new BodyMayBeMissing())
            .Says("rotateApiKey", "Change a key for a new one; the old one opens until the overlap is over");
        keys.MapDelete("/{id}", Remove).Says("removeApiKey", "Take a key away: it opens nothing from this answer on");
    }

    static async Task<Ok<Page<KeyView>>> List(PageQuery page, Caller caller, ICatalogueLists lists, CancellationToken cancellation)
    {
        var listing = await lists.List<ApiKeySpec>(caller.Tenant, Kinds.ApiKey, page.Limit, page.Cursor, cancellation);
        return TypedResults.Ok(new Page<KeyView>([.. listing.Items.Select(View)], listing.Next));
    }

    static async Task<Results<Ok<KeyView>, ProblemAnswer>> Find(
        string id,
        PastQuery past,
        Caller caller,
        Histories histories,
        ICatalogueLists lists,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var (entry, problem) = past.At is { } at
            ? await histories.Of<Entry<ApiKeySpec>>(caller, Kinds.ApiKey, id, KeyDesk.Noun, at, response)
            : (await lists.Find<ApiKeySpec>(caller.Tenant, Kinds.ApiKey, id, cancellation), null);
        if (entry is null)
            return problem ?? NoSuchKey(id);
        response.Headers.ETag = VersionTag.Of(entry.Version);
        return TypedResults.Ok(View(entry));
    }

    static async Task<Results<Created<MadeKey>, ProblemAnswer>> Make(
        Body<NewKey> body,
        Wish wish,
        Caller caller,
        KeyDesk desk,
        RequestIds ids
    )
    {
        var complaints = new Complaints();
        body.Value.Check(complaints, desk.Clock.Now);
        if (complaints.Problem is { } problem)
            return problem;
        var (made, refusal) = await desk.Make(caller, HolderIds.Key(wish.Mint(Kinds.ApiKey, ids)), body.Value, wish);
        if (made is null)
            return refusal!;
        return TypedResults.Created($"/api/v1/api-keys/{made.Id}", made);
    }

    static async Task<Results<Ok<MadeKey>, ProblemAnswer>> Rotate(
        string id,
        Body<Rotation> body,
        IfMatch match,
        Wish wish,
        Caller caller,
        KeyDesk desk,
        ICatalogueLists lists,
        CancellationToken cancellation
    )
    {
        var complaints = new Complaints();
        body.Value.Check(complaints);
        if (complaints.Problem is { } problem)
            return problem;
        if (await lists.Find<ApiKeySpec>(caller.Tenant, Kinds.ApiKey, id, cancellation) is not { } entry)
            return NoSuchKey(id);
        var (made, refusal) = await desk.Rotate(caller, entry, body.Value.Length, match, wish);
        if (made is null)
            return refusal!;
        return TypedResults.Ok(made);
    }

    static async Task<Results<NoContent, ProblemAnswer>> Remove(string id, IfMatch match, Wish wish, Caller caller, KeyDesk desk)
    {
        if (await desk.Remove(caller, id, match, wish) is { } refusal)
            return refusal;
        return TypedResults.NoContent();
    }

    static KeyView View(Entry<ApiKeySpec> entry)
    {
        var key = entry.Spec;
        return new(
            entry.Id,
            key.Name,
            key.Role,
            key.Sources.Count > 0 ? [.. key.Sources] : null,
            key.ExpiresAt,
            key.PreviousUntil,
            key.CreatedAt,
            key.RequestsPerSecond,
            key.MaxBodyBytes,
            entry.Version
        );
    }

    static ProblemAnswer NoSuchKey(string id) => ProblemAnswer.NotFound($"There is no key {id}.");
}
