using Microsoft.AspNetCore.Http;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>
/// Opening a sign-in link signs in, in a browser or in any client that keeps cookies, and leads on to the console without the
/// token in the address. A link that is used up falls through to the page, which says so and asks for a key.
/// </summary>
sealed class SignInLinkVisits(RequestDelegate next, SignInLinks links, SignInDesk desk)
{
    public Task Invoke(HttpContext context) => IsVisit(context.Request) ? Visit(context) : next(context);

    async Task Visit(HttpContext context)
    {
        if (await Redeem(context) is not { } holder)
        {
            await next(context);
            return;
        }
        AuditSubject.Set(context, new(holder.Id, holder.Tenant));
        await desk.Begin(context, holder);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/";
    }

    Task<KeyHolder?> Redeem(HttpContext context) => links.Redeem(context.Request.Query["token"].ToString(), context.RequestAborted);

    /// <summary>A person opens the link; a browser that only fetches ahead must not use it up.</summary>
    public static bool IsVisit(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Path == "/sign-in"
        && request.Query.ContainsKey("token")
        && !request.Headers.ContainsKey("Sec-Purpose");
}
