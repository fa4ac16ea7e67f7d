using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>Signing in and out, and who one is.</summary>
static class SessionApi
{
    public const string Path = "/api/v1/session";

    public static void MapSession(this IEndpointRouteBuilder api)
    {
        api.MapPost("/session", Begin)
            .AllowAnonymous()
            .Says("signIn", "Sign in with the token of a sign-in link, or with an API key; sets the session cookie");
        api.MapDelete("/session", End).RequireAuthorization(Doors.Known).Says("signOut", "Sign out: end the session of the cookie");
        api.MapGet("/me", Me).RequireAuthorization(Doors.Known).Says("me", "The name, role and tenant of the key or session");
    }

    static async Task<Results<NoContent, ProblemAnswer>> Begin(
        Body<SignIn> body,
        HttpContext context,
        SignInLinks links,
        KnownKeys keys,
        Sessions sessions
    )
    {
        KeyHolder? holder;
        switch (body.Value)
        {
            case { Token: { } token, Key: null }:
                holder = links.Redeem(token);
                break;
            case { Key: { } key, Token: null }:
                holder = await keys.Holder(key, context.RequestAborted);
                break;
            default:
                return ProblemAnswer.Malformed("token", "send either the token of a sign-in link or a key");
        }
        if (holder is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"watchfloor\"";
            return ProblemAnswer.Unauthenticated(
                "This does not sign in. A link works once, for 15 minutes; each start of the server prints a new one."
            );
        }
        SessionCookie.Set(context, sessions.Begin(holder));
        return TypedResults.NoContent();
    }

    static NoContent End(HttpContext context, Sessions sessions)
    {
        if (context.Features.Get<Session>() is { } session)
            sessions.End(session);
        SessionCookie.Clear(context);
        return TypedResults.NoContent();
    }

    static Ok<Identity> Me(Caller caller) => TypedResults.Ok(new Identity(caller.Name, caller.Role, caller.Tenant.Value));
}

/// <summary>One of the two.</summary>
/// <param name="Token">The token of a sign-in link.</param>
/// <param name="Key">An API key.</param>
sealed record SignIn(string? Token = null, string? Key = null);

/// <summary>Who one is.</summary>
sealed record Identity(string Name, Role Role, string Tenant);
