using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Watchfloor.Json;

/// <summary>Instants as ISO 8601 with an offset on the way in, UTC with microseconds on the way out; finer digits are cut at the door.</summary>
public sealed class UtcInstantConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out var instant) || !HasOffset(reader.GetString()!))
            throw new JsonException("an instant is text such as \"2026-01-05T06:00:00Z\", with its offset");
        return Instants.Truncate(instant);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));

    /// <summary>A day alone has none, although its hyphens look like one.</summary>
    static bool HasOffset(string text) =>
        text.IndexOf('T') is > 0 and var time && (text.EndsWith('Z') || text.EndsWith('z') || text.LastIndexOfAny(['+', '-']) > time);
}

/// <summary>The grain of time in Watchfloor.</summary>
public static class Instants
{
    /// <summary>UTC, cut to whole microseconds, as every database can hold it.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
