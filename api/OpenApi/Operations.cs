using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Watchfloor.OpenApi;

/// <summary>Adds to every operation who may call it, and the parameters that a route reads for itself.</summary>
static class Operations
{
    public static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var asked in metadata.OfType<Asked>())
            (operation.Parameters ??= []).Add(Parameter(asked));
        AnswerHeaders.Describe(operation, metadata);
        operation.Security = metadata.OfType<IAllowAnonymous>().Any()
            ? []
            : [Needs(Document.Bearer, context.Document), Needs(Document.Session, context.Document)];
        return Task.CompletedTask;
    }

    static OpenApiParameter Parameter(Asked asked) =>
        new()
        {
            Name = asked.Name,
            In = asked.In == "header" ? ParameterLocation.Header : ParameterLocation.Query,
            Description = asked.Description,
            Schema = asked.Schema(),
        };

    static OpenApiSecurityRequirement Needs(string scheme, OpenApiDocument? document) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}
