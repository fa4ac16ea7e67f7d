using System.Text.Json.Nodes;
using Watchfloor.Tests.Api.Doors;

namespace Watchfloor.Tests.Api.Served;

/// <summary>
/// The document as a Postman collection (v2.1): a folder for each tag, the key and the ids as variables, an example for each body. What
/// makes something keeps its id for the requests behind it.
/// </summary>
static class PostmanCollection
{
    /// <summary>A body that is bytes, and no JSON.</summary>
    const string SomeFile = "What was seen at the pump";

    const string Format = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

    /// <summary>Ids that stand in the examples of the document.</summary>
    static readonly (string Example, string Variable)[] Named =
    [
        ("01k0facility", "facilityId"),
        ("01k0channel", "channelId"),
        ("01k0event", "eventId"),
        ("0123456789abcdef0123456789abcdef", "ingestKey"),
    ];

    public static JsonObject Of(IReadOnlyList<ServedCall> calls)
    {
        var folders = calls.GroupBy(call => call.Tag).OrderBy(folder => folder.Key, StringComparer.Ordinal);
        var variables = calls.SelectMany(Variables).Concat(Named.Select(it => it.Variable)).Distinct().Order(StringComparer.Ordinal);
        return new()
        {
            ["info"] = new JsonObject
            {
                ["name"] = "Watchfloor",
                ["description"] =
                    "Made from /openapi/v1.json. Set baseUrl and key (an API key, such as the one in admin.key); requests that make something keep its id for those behind them.",
                ["schema"] = Format,
            },
            ["auth"] = new JsonObject
            {
                ["type"] = "bearer",
                ["bearer"] = new JsonArray(
                    new JsonObject
                    {
                        ["key"] = "token",
                        ["value"] = "{{key}}",
                        ["type"] = "string",
                    }
                ),
            },
            ["variable"] = new JsonArray([
                Variable("baseUrl", "http://127.0.0.1:5080"),
                Variable("key", ""),
                .. variables.Select(name => Variable(name, "")),
            ]),
            ["item"] = new JsonArray([
                .. folders.Select(folder => new JsonObject { ["name"] = folder.Key, ["item"] = new JsonArray([.. folder.Select(Item)]) }),
            ]),
        };
    }

    static JsonObject Item(ServedCall call)
    {
        var item = new JsonObject { ["name"] = call.Summary, ["request"] = Request(call) };
        if (Keeps(call) is { } kept)
        {
            item["event"] = new JsonArray(
                new JsonObject
                {
                    ["listen"] = "test",
                    ["script"] = new JsonObject
                    {
                        ["type"] = "text/javascript",
                        ["exec"] = new JsonArray(
                            $"if (pm.response.code === 201) pm.collectionVariables.set(\"{kept.Variable}\", pm.response.json().{kept.Property});"
                        ),
                    },
                }
            );
        }
        return item;
    }

    static JsonObject Request(ServedCall call)
    {
        var request = new JsonObject
        {
            ["method"] = call.Method,
            ["header"] = new JsonArray(),
            ["url"] = Url(call),
            ["description"] = $"{call.Id}: {call.Summary}",
        };
        if (call.IsOpen)
            request["auth"] = new JsonObject { ["type"] = "noauth" };
        if (call.ContentType is not { } type)
            return request;
        request["header"]!.AsArray().Add(new JsonObject { ["key"] = "Content-Type", ["value"] = type });
        var text = call.Example()?.ToJsonString(new(System.Text.Json.JsonSerializerDefaults.Web) { WriteIndented = true }) ?? SomeFile;
        request["body"] = new JsonObject
        {
            ["mode"] = "raw",
            ["raw"] = Named.Aggregate(
                text,
                (raw, named) => raw.Replace(named.Example, $"{{{{{named.Variable}}}}}", StringComparison.Ordinal)
            ),
            ["options"] = new JsonObject
            {
                ["raw"] = new JsonObject { ["language"] = type.EndsWith("json", StringComparison.Ordinal) ? "json" : "text" },
            },
        };
        return request;
    }

    static JsonObject Url(ServedCall call)
    {
        var path = ThingsOfTheHouse.PathOf(call, name => $":{name}");
        var asked = Wanted(call);
        var query = call.Asked.Where(it => it.In == "query").ToList();
        var enabled = query.Where(it => asked.ContainsKey(it.Name)).Select(it => $"{it.Name}={asked[it.Name]}").ToList();
        return new()
        {
            ["raw"] = $"{{{{baseUrl}}}}{path}{(enabled.Count > 0 ? $"?{string.Join('&', enabled)}" : "")}",
            ["host"] = new JsonArray("{{baseUrl}}"),
            ["path"] = new JsonArray([.. path.Trim('/').Split('/').Select(part => (JsonNode)part)]),
            ["query"] = new JsonArray([
                .. query.Select(it => new JsonObject
                {
                    ["key"] = it.Name,
                    ["value"] = asked.GetValueOrDefault(it.Name, ""),
                    ["description"] = it.Description,
                    ["disabled"] = !asked.ContainsKey(it.Name),
                }),
            ]),
            ["variable"] = new JsonArray([
                .. call.Names.Select(name => new JsonObject { ["key"] = name, ["value"] = $"{{{{{VariableOf(call, name)}}}}}" }),
            ]),
        };
    }

    /// <summary>What must be asked for: the same as the matrix of doors says.</summary>
    static Dictionary<string, string> Wanted(ServedCall call) =>
        (DoorMatrix.Rows.GetValueOrDefault(call.Id)?.Query ?? "")
            .TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);

    static IEnumerable<string> Variables(ServedCall call) => call.Names.Select(name => VariableOf(call, name));

    /// <summary>The variable that holds what stands in braces: eventId for /events/{id}, attachmentId for …/{attachmentId}.</summary>
    static string VariableOf(ServedCall call, string name)
    {
        if (name == "sourceKey")
            return "webhookMappingId";
        var before = call.Path[..call.Path.IndexOf($"/{{{name}}}", StringComparison.Ordinal)];
        return name == "id" ? One(before[(before.LastIndexOf('/') + 1)..]) + "Id" : name;
    }

    static (string Variable, string Property)? Keeps(ServedCall call)
    {
        var last = call.Path[(call.Path.LastIndexOf('/') + 1)..];
        return call switch
        {
            { Id: "ingestEvent" } => ("eventId", "eventId"),
            { Method: "POST", IsOpen: false } when call.Names.Count == 0 && last.EndsWith('s') && last != "comments" => (
                $"{One(last)}Id",
                "id"
            ),
            { Method: "POST" } when last == "attachments" => ("attachmentId", "id"),
            _ => null,
        };
    }

    /// <summary>webhook-mappings is webhookMapping, facilities is facility.</summary>
    static string One(string many)
    {
        var words = many.Split('-').Select((word, at) => at == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]);
        var joined = string.Concat(words);
        return joined.EndsWith("ies", StringComparison.Ordinal) ? joined[..^3] + "y" : joined.TrimEnd('s');
    }

    static JsonObject Variable(string name, string value) =>
        new()
        {
            ["key"] = name,
            ["value"] = value,
            ["type"] = "string",
        };
}
