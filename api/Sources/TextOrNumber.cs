using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Watchfloor.Sources;

/// <summary>What some systems tell as a number and others as a word. The same number is the same text, however it was written.</summary>
[JsonConverter(typeof(TextOrNumberConverter))]
readonly record struct TextOrNumber(string Text);

sealed class TextOrNumberConverter : JsonConverter<TextOrNumber>
{
    public override TextOrNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => new(reader.GetString()!),
            JsonTokenType.Number when reader.TryGetDouble(out var number) && double.IsFinite(number) => new(
                number.ToString("R", CultureInfo.InvariantCulture)
            ),
            _ => throw new JsonException("must be text or a number"),
        };

    public override void Write(Utf8JsonWriter writer, TextOrNumber value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
