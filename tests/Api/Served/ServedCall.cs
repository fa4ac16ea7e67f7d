using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Watchfloor.Tests.Api.Served;

/// <summary>A parameter of a query or a header, as the document names it.</summary>
sealed record ServedParameter(string In, string Name, string Description, JsonElement Schema);

/// <summary>One operation of the document, with everything that is needed to call it.</summary>
sealed partial class ServedCall(ServedDocument document, string method, string path, JsonElement operation)
{
    const string Json = "application/json";

    public string Id { get; } = operation.GetProperty("operationId").GetString()!;

    public string Summary { get; } = operation.GetProperty("summary").GetString()!;

    public string Method => method;

    public string Path => path;

    public string Tag => operation.TryGetProperty("tags", out var tags) && tags.GetArrayLength() > 0 ? tags[0].GetString()! : "Other";

    /// <summary>Whether it asks for no key.</summary>
    public bool IsOpen => operation.GetProperty("security").GetArrayLength() == 0;

    /// <summary>The names in its path, in their order.</summary>
    public IReadOnlyList<string> Names { get; } = [.. InBraces().Matches(path).Select(match => match.Groups["name"].Value)];

    public IReadOnlyList<ServedParameter> Asked { get; } =
    [
        .. (operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : Enumerable.Empty<JsonElement>())
            .Select(it => new ServedParameter(
                it.GetProperty("in").GetString()!,
                it.GetProperty("name").GetString()!,
                it.TryGetProperty("description", out var said) ? said.GetString()! : "",
                it.GetProperty("schema")
            ))
            .Where(it => it.In is "query" or "header"),
    ];

    /// <summary>Of its body; null where it takes none.</summary>
    public string? ContentType =>
        !operation.TryGetProperty("requestBody", out var body) ? null
        : Content(body).Any(content => content.Name == Json) ? Json
        : Content(body).First().Name;

    /// <summary>A body that makes sense: the example of the document, or one made from the schema.</summary>
    public JsonNode? Example()
    {
        if (ContentType is not Json)
            return null;
        var content = Content(operation.GetProperty("requestBody")).First(content => content.Name == Json).Value;
        return content.TryGetProperty("example", out var example)
            ? JsonNode.Parse(example.GetRawText())
            : SchemaSample.Of(document, content.GetProperty("schema"));
    }

    /// <summary>Whether the document says that it may answer so.</summary>
    public bool MayAnswer(int status) => operation.GetProperty("responses").TryGetProperty($"{status}", out _);

    public override string ToString() => $"{Id} ({method} {path})";

    static JsonElement.ObjectEnumerator Content(JsonElement body) => body.GetProperty("content").EnumerateObject();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InBraces();
}
