using Microsoft.AspNetCore.Http;

namespace Watchfloor.Security;

/// <summary>
/// Opening a sign-in link signs in, in a browser or in any client that keeps cookies, and leads on to the console without the
/// token in the address. A link that is used up falls through to the page, which says so and asks for a key.
/// </summary>
sealed class SignInLinkVisits(RequestDelegate next, SignInLinks links, Sessions sessions)
{
    public Task Invoke(HttpContext context)
    {
        if (!IsVisit(context.Request) || links.Redeem(context.Request.Query["token"].ToString()) is not { } holder)
            return next(context);
        SessionCookie.Set(context, sessions.Begin(holder));
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/";
        return Task.CompletedTask;
    }

    // a browser that only fetches ahead must not use the link up
    static bool IsVisit(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Path == "/sign-in"
        && request.Query.ContainsKey("token")
        && !request.Headers.ContainsKey("Sec-Purpose");
}
