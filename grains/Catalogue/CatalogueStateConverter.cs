using System.Text.Json;
using System.Text.Json.Serialization;

namespace Watchfloor.Catalogue;

/// <summary>States of entries as JSON; the attributes of the other hierarchies cannot name generic types.</summary>
public sealed class CatalogueStateConverterFactory : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(CatalogueState<>);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    sealed record Written<TSpec>(string Is, TSpec? Spec, TSpec? Before, long Version);

    sealed class Converter<TSpec> : JsonConverter<CatalogueState<TSpec>>
    {
        public override CatalogueState<TSpec> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Written<TSpec>>(ref reader, options) switch
            {
                { Is: "standing", Spec: { } spec } written => new Standing<TSpec>(spec, written.Before, written.Version),
                { Is: "gone", Spec: { } spec } written => new Gone<TSpec>(spec, written.Version),
                { Is: "undefined" } => new Undefined<TSpec>(),
                var written => throw new JsonException($"an entry cannot be '{written?.Is}'"),
            };

        public override void Write(Utf8JsonWriter writer, CatalogueState<TSpec> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(
                writer,
                value switch
                {
                    Standing<TSpec> standing => new Written<TSpec>("standing", standing.Spec, standing.Before, standing.Version),
                    Gone<TSpec> gone => new("gone", gone.Spec, default, gone.Version),
                    _ => new("undefined", default, default, 0),
                },
                options
            );
    }
}
