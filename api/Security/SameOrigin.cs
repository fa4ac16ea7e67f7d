using Microsoft.AspNetCore.Http;
using Watchfloor.Problems;

namespace Watchfloor.Security;

/// <summary>
/// A request that a browser vouches for (by cookie, or to get one) must come from our own page where it changes something or
/// opens a socket. Programs come with a key, and send neither cookie nor origin.
/// </summary>
sealed class SameOrigin(RequestDelegate next)
{
    public Task Invoke(HttpContext context) =>
        NeedsProof(context) && !IsOurPage(context.Request)
            ? ProblemAnswer.Forbidden("This request came from another site. Open Watchfloor itself and try again.").ExecuteAsync(context)
            : next(context);

    static bool NeedsProof(HttpContext context)
    {
        var request = context.Request;
        var byCookie = request.Cookies.ContainsKey(SessionCookie.Name) && request.Headers.Authorization.Count == 0;
        var signsIn = request.Path.Equals(SessionApi.Path, StringComparison.OrdinalIgnoreCase);
        var opensSocket = request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(request.Method);
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        return (byCookie || signsIn) && (!isSafe || opensSocket);
    }

    static bool IsOurPage(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site.ToString() is not ("same-origin" or "none"))
            return false;
        if (request.Headers.Origin is not { Count: > 0 } origin)
            return true; // browsers send one with every such request
        return Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var uri)
            && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
