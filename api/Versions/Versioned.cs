using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Watchfloor.OpenApi;

namespace Watchfloor.Versions;

/// <summary>Metadata: the answer carries the thing itself and its tag in <c>ETag</c>.</summary>
sealed record Versioned;

/// <summary>What a route says of its tags.</summary>
static class VersionedRoutes
{
    /// <summary>Whoever gets it may ask whether it has changed.</summary>
    public static RouteHandlerBuilder ReadByVersion(this RouteHandlerBuilder route) =>
        route
            .AnswersVersion()
            .WithMetadata(
                new Asked("header", "If-None-Match", "Entity tags that you hold; where one still holds, the answer is 304.", Asked.Text)
            )
            .Produces(StatusCodes.Status304NotModified);

    /// <summary>The answer has a tag.</summary>
    public static RouteHandlerBuilder AnswersVersion(this RouteHandlerBuilder route) => route.WithMetadata(new Versioned());
}
