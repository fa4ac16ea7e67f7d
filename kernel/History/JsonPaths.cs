using System.Text.Json;

namespace Watchfloor.Kernel;

/// <summary>Where two pieces of JSON say different things.</summary>
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

    static string InObjects(JsonElement one, JsonElement other, string path)
    {
        foreach (var property in one.EnumerateObject())
        {
            var at = $"{path}.{property.Name}";
            if (!other.TryGetProperty(property.Name, out var value))
                return at;
            if (FirstDifference(property.Value, value, at) is { } within)
                return within;
        }
        foreach (var property in other.EnumerateObject())
        {
            if (!one.TryGetProperty(property.Name, out _))
                return $"{path}.{property.Name}";
        }
        return path;
    }

    static string InLists(JsonElement one, JsonElement other, string path)
    {
        for (var i = 0; i < Math.Min(one.GetArrayLength(), other.GetArrayLength()); i++)
        {
            if (FirstDifference(one[i], other[i], $"{path}[{i}]") is { } within)
                return within;
        }
        return path;
    }
}
