using System.Text;
using System.Text.Json;

namespace Watchfloor.Sources;

/// <summary>
/// Text in which <c>{a.b.0}</c> stands for what lies at that path of some JSON; nothing, where nothing lies there. It ends where nobody
/// keeps more of it, so that a body that is named often does not become many.
/// </summary>
static class Template
{
    /// <summary>One letter more than the longest text that is kept: what was cut is seen.</summary>
    const int Longest = 4_001;

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Flaw(string? template)
    {
        var rest = template ?? "";
        while (rest.IndexOfAny(['{', '}']) is var brace and >= 0)
        {
            var end = rest.IndexOfAny(['{', '}'], brace + 1);
            if (rest[brace] == '}' || end < 0 || rest[end] == '{' || string.IsNullOrWhiteSpace(rest[(brace + 1)..end]))
                return "must hold paths such as {alert.name}, each in its own braces";
            rest = rest[(end + 1)..];
        }
        return null;
    }

    /// <summary>The text that it makes of this; null where there is no template, or nothing was made.</summary>
    public static string? Fill(string? template, JsonElement root)
    {
        if (template is null)
            return null;
        var text = new StringBuilder();
        var rest = template.AsSpan();
        while (text.Length < Longest && rest.IndexOf('{') is var brace and >= 0)
        {
            var end = rest.IndexOf('}');
            Add(text, rest[..brace]);
            Add(text, At(root, rest[(brace + 1)..end].Trim().ToString()));
            rest = rest[(end + 1)..];
        }
        Add(text, rest);
        return SourceWords.Said(text.ToString().Replace("\0", "", StringComparison.Ordinal))?.Trim();
    }

    static void Add(StringBuilder text, ReadOnlySpan<char> more) => text.Append(more[..Math.Min(more.Length, Longest - text.Length)]);

    static string At(JsonElement place, string path)
    {
        foreach (var step in path.Split('.'))
        {
            if (place.ValueKind == JsonValueKind.Object && place.TryGetProperty(step, out var member))
                place = member;
            else if (place.ValueKind == JsonValueKind.Array && int.TryParse(step, out var at) && at >= 0 && at < place.GetArrayLength())
                place = place[at];
            else
                return "";
        }
        return place.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => place.GetString()!,
            _ => place.GetRawText(),
        };
    }
}
