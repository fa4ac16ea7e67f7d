using System.Text.Json;

namespace Watchfloor.Kernel;

/// <summary>Where two pieces of JSON say different things. A member that is null says what none says.</summary>
static class JsonPaths
{
    /// <summary>The first such place, such as <c>$.body.title</c>; null where they say the same.</summary>
    public static string? FirstDifference(JsonElement one, JsonElement other, string path = "$") =>
        JsonElement.DeepEquals(one, other) ? null
        : one.ValueKind != other.ValueKind ? path
        : one.ValueKind switch
        {
            JsonValueKind.Object => InObjects(one, other, path),
            JsonValueKind.Array => InLists(one, other, path),
            _ => path,
        };

    static string? InObjects(JsonElement one, JsonElement other, string path)
    {
        foreach (var name in one.EnumerateObject().Concat(other.EnumerateObject()).Select(member => member.Name).Distinct())
        {
            var at = $"{path}.{name}";
            var difference = (Said(one, name), Said(other, name)) switch
            {
                ({ } left, { } right) => FirstDifference(left, right, at),
                (null, null) => null,
                _ => at,
            };
            if (difference is not null)
                return difference;
        }
        return null;
    }

    static string? InLists(JsonElement one, JsonElement other, string path)
    {
        for (var i = 0; i < Math.Min(one.GetArrayLength(), other.GetArrayLength()); i++)
        {
            if (FirstDifference(one[i], other[i], $"{path}[{i}]") is { } within)
                return within;
        }
        return one.GetArrayLength() == other.GetArrayLength() ? null : path;
    }

    static JsonElement? Said(JsonElement within, string name) =>
        within.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
