using System.Text.Json;
using System.Text.Json.Nodes;

namespace Watchfloor.Tests.Api.Served;

/// <summary>A value that a schema of the document allows: what must be there, and words by the name of a field where the schema says only text.</summary>
static class SchemaSample
{
    const int Deepest = 6;
    static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["category"] = "pressure",
        ["source"] = "by-hand",
        ["zone"] = "Europe/Vienna",
        ["from"] = "07:00",
        ["to"] = "15:30",
        ["label"] = "category",
        ["operator"] = "=",
    };

    public static JsonNode? Of(ServedDocument document, JsonElement schema, string name = "", int depth = 0)
    {
        schema = document.Resolved(schema);
        if (schema.TryGetProperty("example", out var example))
            return JsonNode.Parse(example.GetRawText());
        if (schema.TryGetProperty("enum", out var words))
            return JsonNode.Parse(words.EnumerateArray().First(word => word.ValueKind != JsonValueKind.Null).GetRawText());
        foreach (var several in (string[])["oneOf", "anyOf", "allOf"])
        {
            if (schema.TryGetProperty(several, out var ways))
                return Of(document, ways.EnumerateArray().First(way => TypeOf(document.Resolved(way)) != "null"), name, depth + 1);
        }
        return TypeOf(schema) switch
        {
            "object" => Thing(document, schema, depth),
            "array" when depth < Deepest => new JsonArray(Of(document, schema.GetProperty("items"), name, depth + 1)),
            "array" => new JsonArray(),
            "integer" => 1,
            "number" => 1.5,
            "boolean" => true,
            "null" => null,
            _ => Text(schema, name),
        };
    }

    static JsonObject Thing(ServedDocument document, JsonElement schema, int depth)
    {
        var thing = new JsonObject();
        if (!schema.TryGetProperty("properties", out var properties) || depth >= Deepest)
            return thing;
        var required = schema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(it => it.GetString()!).ToHashSet()
            : [];
        foreach (var property in properties.EnumerateObject().Where(property => required.Contains(property.Name)))
            thing[property.Name] = Of(document, property.Value, property.Name, depth + 1);
        return thing;
    }

    static JsonNode Text(JsonElement schema, string name) =>
        (schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
        {
            "date-time" => "2026-01-05T06:00:00Z",
            "duration" => "PT1H",
            "date" => "2026-01-05",
            _ => Words.GetValueOrDefault(name, "Example"),
        };

    static string? TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
            return schema.TryGetProperty("properties", out _) ? "object" : null;
        return type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Select(it => it.GetString()).OrderBy(it => it == "null").First()
            : type.GetString();
    }
}
