using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

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
    // Asked for once: whoever made this converter keeps it for its options.
    JsonTypeInfo<ImmutableArray<T>>? _all;
    JsonTypeInfo<T>? _one;

    /// <inheritdoc/>
    public override Values<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(
            JsonSerializer.Deserialize(ref reader, _all ??= (JsonTypeInfo<ImmutableArray<T>>)options.GetTypeInfo(typeof(ImmutableArray<T>)))
        );

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Values<T> value, JsonSerializerOptions options)
    {
        _one ??= (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        foreach (var item in value)
            JsonSerializer.Serialize(writer, item, _one);
        writer.WriteEndArray();
    }
}
