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

namespace Watchfloor.Tenants;

/// <summary>Changing one's own password. The old one is asked for, and guessing at it locks the login as signing in does.</summary>
static class OwnPasswordApi
{
    public static void MapOwnPassword(this IEndpointRouteBuilder api) =>
        api.MapPost("/me/password", Change)
            .WithTags("Sign-in")
            .WithMetadata(new HoldsSecret())
            .RequireAuthorization(Doors.Known)
            .Says("changePassword", "Change one's own password; ends all other sessions of the user");

    static async Task<Results<NoContent, ProblemAnswer>> Change(
        Body<OwnPassword> body,
        Caller caller,
        UserDesk desk,
        PasswordSignIn signIn,
        IPeople people,
        HttpContext context
    )
    {
        if (await people.Find(caller.Tenant, caller.Id, context.RequestAborted) is not { } person)
            return ProblemAnswer.Refused("Only a user has a password. Sign in with login and password first.");
        var tried = await signIn.Check(caller.Tenant, person.Login, body.Value.Current, then: null, context.RequestAborted);
        if (tried.Wait is { } wait)
            return ProblemAnswer.TooMany("There were too many wrong passwords. Wait as long as Retry-After says, then try again.", wait);
        if (tried.Holder is null)
            return Wrong();
        if (
            await desk.SetPassword(caller.Tenant, caller.Id, "new", body.Value.New, IfMatch.Any, context.Features.Get<StoredSession>()) is
            { } problem
        )
            return problem;
        return TypedResults.NoContent();
    }

    static ProblemAnswer Wrong()
    {
        var complaints = new Complaints();
        complaints.Unless(false, "current", "is not your password");
        return complaints.Problem!;
    }
}
