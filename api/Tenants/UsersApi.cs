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

/// <summary>People who may sign in.</summary>
static class UsersApi
{
    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users").RequireAuthorization(Doors.Admin);
        users.MapGet("", List).Says("listUsers", "Every user, the longest known first");
        users.MapPost("", Make).WithMetadata(new HoldsSecret()).Says("makeUser", "Make a user");
        users.MapGet("/{id}", Find).ReadByVersion().Says("getUser", "One user");
        users.MapPut("/{id}", Change).Says("amendUser", "Change a user; another role or disabling ends the user's sessions");
        users.MapDelete("/{id}", Remove).Says("removeUser", "Remove a user; name and login are forgotten, the id stays in the journal");
        users
            .MapPost("/{id}/password", SetPassword)
            .WithMetadata(new HoldsSecret())
            .Says("setPassword", "Set a user's password; ends the user's sessions and a lock");
    }

    static async Task<Ok<Page<UserView>>> List(
        PageQuery page,
        Caller caller,
        ICatalogueLists lists,
        IPeople people,
        CancellationToken cancellation
    )
    {
        var listing = await lists.List<AccountSpec>(caller.Tenant, Kinds.Account, page.Limit, page.Cursor, cancellation);
        var known = (await people.All(caller.Tenant, cancellation)).ToDictionary(person => person.Id, StringComparer.Ordinal);
        var users = listing
            .Items.Where(account => known.ContainsKey(account.Id))
            .Select(account => UserDesk.View(account, known[account.Id]));
        return TypedResults.Ok(new Page<UserView>([.. users], listing.Next));
    }

    static async Task<Results<Ok<UserView>, ProblemAnswer>> Find(
        string id,
        PastQuery past,
        Caller caller,
        Histories histories,
        ICatalogueLists lists,
        IPeople people,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var (account, problem) = past.At is { } at
            ? await histories.Of<Entry<AccountSpec>>(caller, Kinds.Account, id, UserDesk.Noun, at, response)
            : (await lists.Find<AccountSpec>(caller.Tenant, Kinds.Account, id, cancellation), null);
        // who it was is known of today alone: names have no history
        if (account is null || await people.Find(caller.Tenant, id, cancellation) is not { } person)
            return problem ?? UserDesk.NoSuchUser(id);
        response.Headers.ETag = VersionTag.Of(account.Version);
        return TypedResults.Ok(UserDesk.View(account, person));
    }

    static async Task<Results<Created<UserView>, ProblemAnswer>> Make(
        Body<NewUser> body,
        Wish wish,
        Caller caller,
        UserDesk desk,
        RequestIds ids
    )
    {
        var complaints = new Complaints();
        body.Value.Check(complaints);
        if (complaints.Problem is { } problem)
            return problem;
        var (user, refusal) = await desk.Make(caller, HolderIds.Account(wish.Mint(Kinds.Account, ids)), body.Value, wish);
        if (user is null)
            return refusal ?? UserDesk.NoSuchUser("any more");
        return TypedResults.Created($"/api/v1/users/{user.Id}", user);
    }

    static async Task<Results<Ok<UserView>, ProblemAnswer>> Change(
        string id,
        Body<UserChange> body,
        IfMatch match,
        Wish wish,
        Caller caller,
        UserDesk desk,
        HttpContext context
    )
    {
        var complaints = new Complaints();
        body.Value.Check(complaints);
        if (complaints.Problem is { } problem)
            return problem;
        var (user, refusal) = await desk.Change(caller, id, body.Value, match, wish, context.Features.Get<StoredSession>());
        if (user is null)
            return refusal ?? UserDesk.NoSuchUser(id);
        return TypedResults.Ok(user);
    }

    static async Task<Results<NoContent, ProblemAnswer>> Remove(string id, IfMatch match, Wish wish, Caller caller, UserDesk desk)
    {
        if (await desk.Remove(caller, id, match, wish) is { } refusal)
            return refusal;
        return TypedResults.NoContent();
    }

    static async Task<Results<NoContent, ProblemAnswer>> SetPassword(
        string id,
        Body<NewPassword> body,
        IfMatch match,
        Caller caller,
        UserDesk desk,
        HttpContext context
    )
    {
        var mine = context.Features.Get<StoredSession>();
        if (await desk.SetPassword(caller.Tenant, id, "password", body.Value.Password, match, mine) is { } problem)
            return problem;
        return TypedResults.NoContent();
    }
}
