using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Watchfloor.Security;

/// <summary>Strangers do not learn which routes exist: where none matches, who asks must be known before 404 or 405 is said.</summary>
sealed class UnknownRoutes(RequestDelegate next)
{
    static readonly string[] Guarded = ["/api", "/hubs", "/openapi", "/metrics"];

    public Task Invoke(HttpContext context) => IsUndecided(context) && !IsKnown(context) ? context.ChallengeAsync() : next(context);

    /// <summary>True where only known callers have business.</summary>
    public static bool IsGuarded(PathString path) => Array.Exists(Guarded, prefix => path.StartsWithSegments(prefix));

    static bool IsUndecided(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        var isDecided = metadata?.GetMetadata<IAuthorizeData>() is not null || metadata?.GetMetadata<IAllowAnonymous>() is not null;
        return IsGuarded(context.Request.Path) && !isDecided;
    }

    static bool IsKnown(HttpContext context) => context.User.Identity?.IsAuthenticated == true;
}
