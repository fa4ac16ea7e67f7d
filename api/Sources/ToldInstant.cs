using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Watchfloor.Json;

namespace Watchfloor.Sources;

/// <summary>
/// An instant as somebody wrote it who cannot be told that it makes no sense: ISO 8601, or seconds or milliseconds since 1970, with
/// parts of them too. <paramref name="At"/> is null where nobody knows what is meant.
/// </summary>
[JsonConverter(typeof(ToldInstantConverter))]
readonly record struct ToldInstant(string Text, DateTimeOffset? At)
{
    const decimal FirstOfMilliseconds = 100_000_000_000;
    const decimal TooMuch = FirstOfMilliseconds * 1_000;
    static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    public static ToldInstant Of(string text) => new(text, Read(text));

    /// <summary>Null as well where the clock of its sender must be wrong.</summary>
    public DateTimeOffset? Before(DateTimeOffset now) => At <= now + Ahead ? At : null;

    static DateTimeOffset? Read(string text)
    {
        const NumberStyles Number = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (decimal.TryParse(text, Number, CultureInfo.InvariantCulture, out var number) && number < TooMuch)
            return Instants.Truncate(
                DateTimeOffset.UnixEpoch.AddTicks(
                    (long)(number * (number < FirstOfMilliseconds ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond))
                )
            );
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? Instants.Truncate(at)
            : null;
    }
}

sealed class ToldInstantConverter : JsonConverter<ToldInstant>
{
    public override ToldInstant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var told = JsonDocument.ParseValue(ref reader);
        return told.RootElement.ValueKind == JsonValueKind.String
            ? ToldInstant.Of(told.RootElement.GetString()!)
            : ToldInstant.Of(told.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, ToldInstant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
