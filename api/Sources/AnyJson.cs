using System.Text.Json;
using System.Text.Json.Serialization;

namespace Watchfloor.Sources;

/// <summary>Any JSON, as it was written.</summary>
[JsonConverter(typeof(AnyJsonConverter))]
readonly record struct AnyJson(string Text);

sealed class AnyJsonConverter : JsonConverter<AnyJson>
{
    public override AnyJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new(document.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, AnyJson value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
