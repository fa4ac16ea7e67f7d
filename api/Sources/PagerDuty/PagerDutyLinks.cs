using System.Text.Json;

namespace Watchfloor.Sources;

/// <summary>
/// Where a sender of PagerDuty's says that more can be seen: its own page, and the first few links and images. What has another form
/// is left alone, since it is not what the alert is about.
/// </summary>
static class PagerDutyLinks
{
    const int Most = 3;

    /// <summary>Each with a name.</summary>
    public static IEnumerable<(string Name, string? Value)> Of(PagerDutyEvent given) =>
        [
            ("client", Text(given.Client)),
            ("clientUrl", Text(given.ClientUrl)),
            .. Listed("link", given.Links, "href"),
            .. Listed("image", given.Images, "src"),
        ];

    static IEnumerable<(string Name, string? Value)> Listed(string name, AnyJson? many, string field)
    {
        using var document = Parsed(many);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Array } list)
            return [];
        return
        [
            .. list.EnumerateArray()
                .Select(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(field, out var there) ? Text(there) : null)
                .OfType<string>()
                .Take(Most)
                .Select((value, at) => ($"{name}{at + 1}", (string?)value)),
        ];
    }

    static string? Text(AnyJson? given)
    {
        using var document = Parsed(given);
        return document is null ? null : Text(document.RootElement);
    }

    static JsonDocument? Parsed(AnyJson? given) => given is { Text: { } text } ? JsonDocument.Parse(text) : null;

    static string? Text(JsonElement given)
    {
        try
        {
            var text = given.ValueKind == JsonValueKind.String ? given.GetString()!.Replace("\0", "", StringComparison.Ordinal) : null;
            return SourceWords.Said(text);
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair: it is no text
        }
    }
}
