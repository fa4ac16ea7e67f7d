using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Watchfloor.OpenApi;

/// <summary>A parameter of the query or a header that a route reads for itself.</summary>
sealed record Asked(string In, string Name, string Description, Func<IOpenApiSchema> Schema)
{
    public static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    public static OpenApiSchema Number() => new() { Type = JsonSchemaType.Integer };
}

/// <summary>What a route says of itself in the route table.</summary>
static class Saying
{
    /// <summary>A name for programs and a sentence for people.</summary>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string name, string summary) =>
        route.WithName(name).WithSummary(summary);
}
