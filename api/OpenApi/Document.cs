using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Watchfloor.Security;

namespace Watchfloor.OpenApi;

/// <summary>The description of the api for programs, at /openapi/v1.json.</summary>
static class Document
{
    public const string Bearer = "bearer";
    public const string Session = "session";

    public static IServiceCollection AddDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.AddSchemaTransformer(WireSchemas.Shape);
                options.AddOperationTransformer(Operations.Complete);
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        Introduce(document);
                        return Task.CompletedTask;
                    }
                );
            }
        );

    public static void MapDocument(this IEndpointRouteBuilder app) => app.MapOpenApi("/openapi/v1.json").RequireAuthorization(Doors.Known);

    static void Introduce(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Watchfloor",
            Version = "v1",
            Description =
                "Events, escalations, pages, telemetry and what people define about them. Instants are UTC in ISO 8601, durations ISO 8601 (PT5M), errors problem details (RFC 9457).",
        };
        document.Servers = [new() { Url = "/" }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key.",
            },
            [Session] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SessionCookie.Name,
                Description = "The cookie of POST /api/v1/session.",
            },
        };
    }
}
