using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Watchfloor.Security;

/// <summary>Strangers do not learn which routes exist: where none matches, who asks must be known before 404 or 405 is said.</summary>
static class UnknownRoutes
{
    static readonly string[] Guarded = ["/api", "/hubs", "/openapi", "/metrics"];

    /// <summary>True where only known callers have business.</summary>
    public static bool IsGuarded(PathString path)
    {
        foreach (var prefix in Guarded)
        {
            if (path.StartsWithSegments(prefix))
                return true;
        }
        return false;
    }

    /// <summary>No route was found that says who may come in.</summary>
    public static bool IsUndecided(HttpRequest request, Endpoint? found)
    {
        var metadata = found?.Metadata;
        var isDecided = metadata?.GetMetadata<IAuthorizeData>() is not null || metadata?.GetMetadata<IAllowAnonymous>() is not null;
        return !isDecided && IsGuarded(request.Path);
    }
}
