using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Watchfloor.Json;

/// <summary>Lists as JSON arrays.</summary>
public sealed class ValuesConverterFactory : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Values<>);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(ValuesConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
}

/// <summary>One list.</summary>
public sealed class ValuesConverter<T> : JsonConverter<Values<T>>
{
    /// <inheritdoc/>
    public override Values<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<ImmutableArray<T>>(ref reader, options));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Values<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
            JsonSerializer.Serialize(writer, item, options);
        writer.WriteEndArray();
    }
}
