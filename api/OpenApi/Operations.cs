using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Watchfloor.Input;
using Watchfloor.Security;

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
        Examples.Show(operation);
        if (metadata.OfType<LineByLine>().Any())
            Examples.ShowLines(operation);
        operation.Security = metadata.OfType<IAllowAnonymous>().Any()
            ? []
            : [Needs(Document.Bearer, context.Document), Needs(Document.Session, context.Document)];
        if (Doors.Of(metadata) is { } door)
            Tell(operation, door);
        return Task.CompletedTask;
    }

    /// <summary>Who may call it: in words, and for programs as <c>x-roles</c>.</summary>
    static void Tell(OpenApiOperation operation, Door door)
    {
        var roles = door.Roles.Select(Words.Wire).ToList();
        var where = door.OfTheHouse ? ", of the tenant that runs the installation" : "";
        operation.Description = string.Join(' ', operation.Description, $"Roles: {string.Join(", ", roles)}{where}.").Trim();
        operation.AddExtension("x-roles", new JsonNodeExtension(new JsonArray([.. roles.Select(role => (JsonNode)role)])));
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
