using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Watchfloor.Json;

/// <summary>Durations as ISO 8601 (<c>PT5M</c>); months and years have no fixed length and are refused.</summary>
public sealed class IsoDurationConverter : JsonConverter<TimeSpan>
{
    /// <inheritdoc/>
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text =
            reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("a duration is text such as \"PT5M\"");
        try
        {
            var datePart = text.Split('T')[0];
            return datePart.AsSpan().IndexOfAny('Y', 'M') < 0
                ? XmlConvert.ToTimeSpan(text)
                : throw new JsonException(
                    $"'{text}' has years or months, which have no fixed length; use days, hours, minutes and seconds"
                );
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new JsonException($"'{text}' is no ISO 8601 duration such as \"PT5M\"", e);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(XmlConvert.ToString(value));
}
