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

namespace Watchfloor.Catalogue;

/// <summary>Define, read, change and take away: the same five routes for everything that people define.</summary>
static class CatalogueApi<TGrain, TSpec, TInput, TView>
    where TGrain : ICommanded<CatalogueCommand<TSpec>>
    where TSpec : class
    where TInput : class
{
    const int Attempts = 10;

    /// <summary>
    /// Maps them under a path; <paramref name="one"/> and <paramref name="many"/> name the operations, <paramref name="noun"/> is for
    /// people, <paramref name="read"/> and <paramref name="write"/> are the doors, <paramref name="writing"/> is metadata of what changes.
    /// </summary>
    public static void Map(
        IEndpointRouteBuilder api,
        string path,
        string one,
        string many,
        string noun,
        string read = Doors.Read,
        string write = Doors.Direct,
        params object[] writing
    )
    {
        var reads = api.MapGroup(path).WithTags(many).RequireAuthorization(read);
        var writes = api.MapGroup(path).WithTags(many).RequireAuthorization(write).WithMetadata(writing);
        reads.MapGet("", List).Says($"list{many}", $"Every {noun}, by name");
        writes.MapPost("", Create).AnswersVersion().Says($"define{one}", $"Define a {noun}; it holds from this answer on");
        reads.MapGet("/{id}", Find).ReadByVersion().Says($"get{one}", $"One {noun}");
        writes.MapPut("/{id}", Replace).AnswersVersion().Says($"amend{one}", $"Replace a {noun}, whole");
        writes.MapDelete("/{id}", Delete).Says($"remove{one}", $"Take a {noun} away");
    }

    static async Task<Ok<Page<TView>>> List(
        PageQuery page,
        Caller caller,
        ICatalogueLists lists,
        ICatalogueShape<TSpec, TInput, TView> shape,
        CancellationToken cancellation
    )
    {
        var listing = await lists.List<TSpec>(caller.Tenant, shape.Kind, page.Limit, page.Cursor, cancellation);
        return TypedResults.Ok(new Page<TView>([.. listing.Items.Select(shape.View)], listing.Next));
    }

    static async Task<Results<Ok<TView>, ProblemAnswer>> Find(
        string id,
        PastQuery past,
        Caller caller,
        Histories histories,
        ICatalogueLists lists,
        ICatalogueShape<TSpec, TInput, TView> shape,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var (entry, problem) = past.At is { } at
            ? await histories.Of<Entry<TSpec>>(caller, shape.Kind, id, shape.Noun, at, response)
            : (await lists.Find<TSpec>(caller.Tenant, shape.Kind, id, cancellation), null);
        if (entry is null)
            return problem ?? NoSuchThing(shape.Noun, id);
        response.Headers.ETag = VersionTag.Of(entry.Version);
        return TypedResults.Ok(shape.View(entry));
    }

    static async Task<Results<Created<TView>, ProblemAnswer>> Create(
        Body<TInput> body,
        Wish wish,
        Caller caller,
        GrainCalls grains,
        RequestIds ids,
        ICatalogueShape<TSpec, TInput, TView> shape,
        HttpContext context,
        CancellationToken cancellation
    )
    {
        var complaints = new Complaints();
        var id = wish.Mint(shape.Kind, ids);
        var spec = await shape.Spec(body.Value, id, null, complaints, caller, cancellation);
        if (complaints.Problem is { } problem)
            return problem;
        var outcome = await grains.Ask<TGrain, Outcome>(
            caller,
            Self(caller, shape, id),
            grain => grain.Do(new Define<TSpec>(spec!), wish.Request)
        );
        if (outcome.Problem(shape.Noun) is { } refusal)
            return refusal;
        context.Response.Headers.ETag = VersionTag.Of(outcome.Version);
        return TypedResults.Created($"{context.Request.Path.ToString().TrimEnd('/')}/{id}", shape.View(new(id, outcome.Version, spec!)));
    }

    static async Task<Results<Ok<TView>, ProblemAnswer>> Replace(
        string id,
        Body<TInput> body,
        Wish wish,
        IfMatch match,
        Caller caller,
        GrainCalls grains,
        ICatalogueLists lists,
        ICatalogueShape<TSpec, TInput, TView> shape,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await lists.Find<TSpec>(caller.Tenant, shape.Kind, id, cancellation) is not { } before)
                return NoSuchThing(shape.Noun, id);
            if (shape.Refusal(before, caller) is { } not)
                return not;
            var complaints = new Complaints();
            var spec = await shape.Spec(body.Value, id, before, complaints, caller, cancellation);
            if (complaints.Problem is { } problem)
                return problem;
            // what the body leaves out stays as it was read, so this is done on what was read alone, or once more
            var expected = match.Names(before.Version) ? before.Version : match.First;
            var outcome = await grains.DoOn<TGrain, CatalogueCommand<TSpec>>(
                caller,
                Self(caller, shape, id),
                expected,
                new Amend<TSpec>(spec!),
                wish
            );
            if (outcome.Kind == OutcomeKind.Stale && match.Names(outcome.Version) && attempt < Attempts)
                continue;
            if ((match.First is null ? outcome.Refusal(shape.Noun) : outcome.Problem(shape.Noun)) is { } refusal)
                return refusal;
            response.Headers.ETag = VersionTag.Of(outcome.Version);
            return TypedResults.Ok(shape.View(new(id, outcome.Version, spec!)));
        }
    }

    static async Task<Results<NoContent, ProblemAnswer>> Delete(
        string id,
        Wish wish,
        IfMatch match,
        Caller caller,
        GrainCalls grains,
        ICatalogueLists lists,
        ICatalogueShape<TSpec, TInput, TView> shape,
        CancellationToken cancellation
    )
    {
        if (await lists.Find<TSpec>(caller.Tenant, shape.Kind, id, cancellation) is { } entry && shape.Refusal(entry, caller) is { } not)
            return not;
        var outcome = await grains.Do<TGrain>(caller, Self(caller, shape, id), match, grain => grain.Do(new Remove<TSpec>(), wish.Request));
        if (outcome.Problem(shape.Noun) is { } refusal)
            return refusal;
        return TypedResults.NoContent();
    }

    static EntityId Self(Caller caller, ICatalogueShape<TSpec, TInput, TView> shape, string id) => new(shape.Kind, caller.Tenant, id);

    static ProblemAnswer NoSuchThing(string noun, string id) => ProblemAnswer.NotFound($"There is no {noun} {id}.");
}
