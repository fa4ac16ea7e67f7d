using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Watchfloor.Json;
using Watchfloor.Tests.Architecture;
using Watchfloor.Tests.History;

namespace Watchfloor.Tests.Wire;

/// <summary>Documents as readers find them, and messages as silos of two versions exchange them.</summary>
public class StoredViews
{
    public static TheoryData<string> Kinds => [.. SampleJournals.Kinds];

    [Theory, MemberData(nameof(Kinds))]
    public void Views_keep_their_fields(string kind)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var view in SampleJournals.Of(kind, TenantId.Default).Select(commit => commit.View).OfType<ReadOnlyMemory<byte>>())
        {
            using var document = JsonDocument.Parse(view);
            Collect(document.RootElement, "$", fields);
        }
        new Golden($"views.{kind}").Matches([("view", JsonSerializer.Serialize(fields))]);
    }

    /// <summary>The number of a member is its name on the wire between silos: it never gets another type, and is never given again.</summary>
    [Fact]
    public void Messages_between_silos_keep_their_numbers() =>
        new Golden("messages").Matches(
            from type in GrainLanguage.House.Carried
            let name = Name(type)
            where name is not null
            let members = type.IsEnum ? Words(type) : Numbered(type)
            select (name, JsonSerializer.Serialize(members, WireJson.Options))
        );

    static string? Name(Type type) => (string?)Argument(type, typeof(AliasAttribute));

    static SortedDictionary<string, string> Words(Type type) =>
        new(
            Enum.GetNames(type).ToDictionary(name => $"{Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture):d3}"),
            StringComparer.Ordinal
        );

    static SortedDictionary<string, string> Numbered(Type type)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var members = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in type.GetProperties(Own))
        {
            if (Argument(property, typeof(IdAttribute)) is { } id)
                members.Add($"{id:d3}", $"{property.Name}: {property.PropertyType}");
        }
        foreach (var field in type.GetFields(Own))
        {
            if (!field.Name.Contains('<') && Argument(field, typeof(IdAttribute)) is { } id)
                members.Add($"{id:d3}", $"{field.Name}: {field.FieldType}");
        }
        return members;
    }

    static object? Argument(MemberInfo member, Type attribute) =>
        member.CustomAttributes.FirstOrDefault(given => given.AttributeType == attribute)?.ConstructorArguments[0].Value;

    static void Collect(JsonElement element, string path, SortedDictionary<string, string> fields)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    Collect(property.Value, $"{path}.{property.Name}", fields);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Collect(item, $"{path}[]", fields);
                break;
            case JsonValueKind.Null:
                fields.TryAdd(path, "null");
                break;
            default:
                fields[path] = element.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? "bool"
                    : $"{element.ValueKind}".ToLowerInvariant();
                break;
        }
    }
}
