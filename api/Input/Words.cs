using System.Text.Json;
using Watchfloor.Json;

namespace Watchfloor.Input;

/// <summary>What is expected, in words a person can act on.</summary>
static class Words
{
    public static string Expected(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
            return $"must be one of {string.Join(", ", Of(type))}";
        if (type == typeof(string))
            return "must be text";
        if (type == typeof(Sources.TextOrNumber))
            return "must be text or a number";
        if (type == typeof(Sources.ToldInstant))
            return "must be an instant such as \"2026-01-05T06:00:00Z\"";
        if (type == typeof(Sources.AnyJson))
            return "must be JSON";
        if (type == typeof(bool))
            return "must be true or false";
        if (type == typeof(int) || type == typeof(long))
            return "must be a whole number";
        if (type == typeof(double))
            return "must be a number";
        if (type == typeof(DateTimeOffset))
            return "must be an instant such as \"2026-01-05T06:00:00Z\", with its offset";
        if (type == typeof(TimeSpan))
            return "must be a duration such as \"PT5M\", without years and months";
        return type.IsAssignableTo(typeof(System.Collections.IEnumerable)) && !IsMap(type) ? "must be a list" : "must be an object";
    }

    /// <summary>The words of an enum as they are on the wire.</summary>
    public static IEnumerable<string> Of(Type type) =>
        Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToElement(value, type, WireJson.Options).GetString()!);

    /// <summary>One word as it is on the wire.</summary>
    public static string Wire<T>(T value)
        where T : struct, Enum => JsonSerializer.SerializeToElement(value, WireJson.Options).GetString()!;

    /// <summary>Reads a word; false where it is none.</summary>
    public static bool TryRead<T>(string word, out T value)
        where T : struct, Enum
    {
        foreach (var known in Enum.GetValues<T>())
        {
            if (Wire(known) == word)
            {
                value = known;
                return true;
            }
        }
        value = default;
        return false;
    }

    static bool IsMap(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition().Name.Contains("Dictionary", StringComparison.Ordinal);
}
