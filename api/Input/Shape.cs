using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Watchfloor.Json;

namespace Watchfloor.Input;

/// <summary>Holds JSON against a type and says, field by field, what does not fit: missing, null, of another type, given twice.</summary>
sealed class Shape
{
    const int Most = 20;

    readonly Dictionary<string, IReadOnlyList<string>> _errors = new(StringComparer.Ordinal);

    static Shape() => WireJson.Options.MakeReadOnly(populateMissingResolver: true);

    /// <summary>What is wrong with each field, at most twenty of them.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Errors(JsonElement element, Type type)
    {
        var shape = new Shape();
        shape.Check(element, type, "");
        return shape._errors;
    }

    void Check(JsonElement element, Type type, string path)
    {
        if (_errors.Count >= Most)
            return;
        var info = WireJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        var expected = info.Kind switch
        {
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => JsonValueKind.Object,
            JsonTypeInfoKind.Enumerable => JsonValueKind.Array,
            _ => JsonValueKind.Undefined,
        };
        if (expected == JsonValueKind.Undefined)
            CheckScalar(element, info.Type, path);
        else if (element.ValueKind != expected)
            Add(path, expected == JsonValueKind.Object ? "must be an object" : "must be a list");
        else if (info.Kind == JsonTypeInfoKind.Object)
            CheckObject(element, info, path);
        else if (info.Kind == JsonTypeInfoKind.Dictionary)
            CheckDictionary(element, info.ElementType!, path);
        else
            CheckList(element, info.ElementType!, path);
    }

    void CheckObject(JsonElement element, JsonTypeInfo info, string path)
    {
        var given = Properties(element, path);
        foreach (var property in info.Properties)
        {
            var at = Join(path, property.Name);
            if (!given.TryGetValue(property.Name, out var value))
            {
                if (property.IsRequired)
                    Add(at, $"is missing; {Words.Expected(property.PropertyType)}");
            }
            else if (value.ValueKind == JsonValueKind.Null)
            {
                if (!property.IsSetNullable)
                    Add(at, $"must not be null; {Words.Expected(property.PropertyType)}");
            }
            else
                Check(value, property.PropertyType, at);
        }
    }

    void CheckDictionary(JsonElement element, Type type, string path)
    {
        foreach (var (name, value) in Properties(element, path))
            Check(value, type, Join(path, name));
    }

    void CheckList(JsonElement element, Type type, string path)
    {
        var index = 0;
        foreach (var item in element.EnumerateArray())
            Check(item, type, $"{path}[{index++}]");
    }

    Dictionary<string, JsonElement> Properties(JsonElement element, string path)
    {
        var given = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        try
        {
            foreach (var property in element.EnumerateObject())
            {
                if (!given.TryAdd(property.Name, property.Value))
                    Add(Join(path, property.Name), "is given twice; give it once");
            }
        }
        catch (InvalidOperationException) // half a surrogate pair
        {
            Add(path, "has a name that is no text");
        }
        return given;
    }

    void CheckScalar(JsonElement element, Type type, string path)
    {
        try
        {
            if (element.ValueKind == JsonValueKind.Null || element.Deserialize(type, WireJson.Options) is null)
                Add(path, Words.Expected(type));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            Add(path, Words.Expected(type));
        }
    }

    void Add(string path, string sentence) => _errors[path.Length == 0 ? "body" : path] = [sentence];

    static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
