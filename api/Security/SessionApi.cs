using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Idempotency;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>Signing in and out, and who one is.</summary>
static class SessionApi
{
    public const string Path = "/api/v1/session";
    const string Wrong =
        "This does not sign in. Check login and password; a sign-in link works once, for 15 minutes, and each start of the server prints a new one.";

    public static void MapSession(this IEndpointRouteBuilder api)
    {
        api.MapPost("/session", Begin)
            .WithTags("Sign-in")
            .WithMetadata(new HoldsSecret(), new NeverKept())
            .AllowAnonymous()
            .Says("signIn", "Sign in with login and password, the token of a sign-in link, or an API key; sets the session cookie");
        api.MapDelete("/session", End)
            .WithTags("Sign-in")
            .WithMetadata(new NeverKept())
            .RequireAuthorization(Doors.Known)
            .Says("signOut", "Sign out: end the session of the cookie");
        api.MapDelete("/sessions", EndAll)
            .WithTags("Sign-in")
            .WithMetadata(new NeverKept())
            .RequireAuthorization(Doors.Known)
            .Says("signOutEverywhere", "End every session of the caller, this one too");
        api.MapGet("/me", Me)
            .WithTags("Sign-in")
            .RequireAuthorization(Doors.Known)
            .Says("me", "The id, name, role and tenant of the key or session");
    }

    static async Task<Results<NoContent, ProblemAnswer>> Begin(Body<SignIn> body, HttpContext context, SignInDesk desk)
    {
        var found = await desk.Receive(body.Value, context);
        if (found.Problem is { } problem)
            return problem;
        AuditSubject.Set(context, found.Tried);
        if (found.Wait is { } locked)
            return TooMany(locked);
        if (found.Holder is not null)
            return TypedResults.NoContent();
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"watchfloor\"";
        return ProblemAnswer.Unauthenticated(Wrong);
    }

    static ProblemAnswer TooMany(TimeSpan wait) =>
        ProblemAnswer.TooMany("There were too many tries to sign in. Wait as long as Retry-After says, then try again.", wait);

    static async Task<NoContent> End(HttpContext context, Sessions sessions)
    {
        if (context.Features.Get<StoredSession>() is { } session)
            await sessions.End(session);
        SessionCookie.Clear(context);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> EndAll(Caller caller, HttpContext context, Sessions sessions)
    {
        await sessions.EndAll(caller.Tenant, caller.Id);
        SessionCookie.Clear(context);
        return TypedResults.NoContent();
    }

    static async Task<Ok<Identity>> Me(Caller caller, IPeople people, CancellationToken cancellation)
    {
        var person = HolderIds.IsAccount(caller.Id) ? await people.Find(caller.Tenant, caller.Id, cancellation) : null;
        return TypedResults.Ok(new Identity(caller.Id, person?.Name ?? caller.Name, caller.Role, caller.Tenant.Value));
    }
}

/// <summary>One of the three: a login with its password, a token, or a key.</summary>
/// <param name="Token">The token of a sign-in link.</param>
/// <param name="Key">An API key.</param>
/// <param name="Login">Of a user.</param>
/// <param name="Password">Of that user.</param>
/// <param name="Tenant">Where the user is at home; main without it.</param>
sealed record SignIn(string? Token = null, string? Key = null, string? Login = null, string? Password = null, string? Tenant = null);

/// <summary>Who one is.</summary>
sealed record Identity(string Id, string Name, Role Role, string Tenant);
