using Microsoft.AspNetCore.Http;
using Watchfloor.Problems;

namespace Watchfloor.Security;

/// <summary>
/// A request that a browser vouches for by its cookie must prove that our own page sent it, where it changes something or opens a
/// socket: every browser says where such a request comes from, and one that says nothing is refused. Who signs in has no cookie
/// yet, so there only a foreign page is refused. Programs come with a key, and send neither cookie nor origin.
/// </summary>
static class SameOrigin
{
    public static ProblemAnswer Refusal { get; } =
        ProblemAnswer.Forbidden("This request did not come from Watchfloor's own page. Open Watchfloor itself, or use an API key.");

    public static bool IsForged(HttpContext context)
    {
        var request = context.Request;
        if (!ChangesOrOpens(request))
            return false;
        if (request.Headers.Authorization.Count == 0 && request.Cookies.ContainsKey(SessionCookie.Name))
            return Origin(request) != OriginIs.Ours;
        return request.Path.Equals(SessionApi.Path, StringComparison.OrdinalIgnoreCase) && Origin(request) == OriginIs.Foreign;
    }

    static bool ChangesOrOpens(HttpRequest request)
    {
        var opensSocket = request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(request.Method);
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        return opensSocket || !isSafe;
    }

    static OriginIs Origin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && site.ToString() is not ("same-origin" or "none"))
            return OriginIs.Foreign;
        if (request.Headers.Origin is not { Count: > 0 } origin)
            return site.Count > 0 ? OriginIs.Ours : OriginIs.Unsaid;
        var isOurs =
            Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var uri)
            && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
        return isOurs ? OriginIs.Ours : OriginIs.Foreign;
    }

    enum OriginIs
    {
        Unsaid,
        Ours,
        Foreign,
    }
}
