using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Watchfloor.Json;

/// <summary>Instants as ISO 8601 with an offset on the way in, UTC with microseconds on the way out; finer digits are cut at the door.</summary>
public sealed class UtcInstantConverter : JsonConverter<DateTimeOffset>
{
    const int Longest = 27;
    const int ToSeconds = 19;

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out var instant) || !HasOffset(ref reader))
            throw new JsonException("an instant is text such as \"2026-01-05T06:00:00Z\", with its offset");
        return Instants.Truncate(instant);
    }

    /// <summary>A document holds a dozen of them, so they are spelled by hand.</summary>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        var utc = value.UtcDateTime;
        Span<byte> text = stackalloc byte[Longest];
        utc.TryFormat(text, out _, "s", CultureInfo.InvariantCulture);
        var length = ToSeconds;
        var micros = (int)(utc.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        if (micros > 0)
        {
            text[length++] = (byte)'.';
            for (var unit = 100_000; micros > 0; micros %= unit, unit /= 10)
                text[length++] = (byte)('0' + (micros / unit));
        }
        text[length++] = (byte)'Z';
        writer.WriteStringValue(text[..length]);
    }

    /// <summary>A day alone has none, although its hyphens look like one.</summary>
    static bool HasOffset(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped)
            return HasOffset(Encoding.UTF8.GetBytes(reader.GetString()!));
        return HasOffset(reader.ValueSpan);
    }

    static bool HasOffset(ReadOnlySpan<byte> text) =>
        text.IndexOf((byte)'T') is > 0 and var time
        && (text[^1] is (byte)'Z' or (byte)'z' || text.LastIndexOfAny((byte)'+', (byte)'-') > time);
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
