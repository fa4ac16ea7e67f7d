using System.Net;
using System.Text.Json;

namespace Watchfloor.Tests.Api.Served;

/// <summary>What a running server says of itself at /openapi/v1.json.</summary>
sealed class ServedDocument(JsonElement root)
{
    const string Schemas = "#/components/schemas/";

    public static async Task<ServedDocument> Of(HttpClient client) =>
        new(await (await client.Get("/openapi/v1.json")).Is(HttpStatusCode.OK));

    /// <summary>Every operation, in the order of the document.</summary>
    public IReadOnlyList<ServedCall> Calls =>
        [
            .. from path in root.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            select new ServedCall(this, operation.Name.ToUpperInvariant(), path.Name, operation.Value),
        ];

    /// <summary>The schema itself, where another one is pointed at.</summary>
    public JsonElement Resolved(JsonElement schema)
    {
        while (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!;
            Assert.StartsWith(Schemas, name, StringComparison.Ordinal);
            schema = root.GetProperty("components").GetProperty("schemas").GetProperty(name[Schemas.Length..]);
        }
        return schema;
    }
}
