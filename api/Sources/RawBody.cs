using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Watchfloor.Input;
using Watchfloor.Problems;
using Watchfloor.Security;

namespace Watchfloor.Sources;

/// <summary>
/// Bodies of many items: taken apart before any item is read, so that one that is wrong loses none beside it. Only what cannot be taken
/// apart is refused whole.
/// </summary>
static class RawBody
{
    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The body within its limit, or why not.</summary>
    /// <param name="orLines">JSON line by line is taken as well.</param>
    public static async ValueTask<(ReadOnlyMemory<byte> Bytes, ProblemAnswer? Problem)> Of(HttpContext context, bool orLines = false)
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() ?? BodyLimit.Ordinary;
        var most = Math.Min(limit.Bytes, KeyScope.Of(context).MaxBodyBytes ?? int.MaxValue);
        if (await BodyBytes.Read(context, most) is not { } bytes)
            return (default, ProblemAnswer.TooLarge(most));
        if (!(orLines && ContentKind.IsLines(context.Request)) && ContentKind.Refusal(context.Request) is { } refusal)
            return (default, refusal);
        return (bytes.Span.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes, null);
    }

    /// <summary>The items of a JSON array, each as it stands there; null where it is none.</summary>
    public static List<ReadOnlyMemory<byte>>? Items(ReadOnlyMemory<byte> json)
    {
        var reader = Reader(json.Span);
        var items = new List<ReadOnlyMemory<byte>>();
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                return null;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                items.Add(Value(ref reader, json));
            return reader.Read() ? null : items;
        }
        catch (JsonException)
        {
            return null; // said as a whole by whoever asks
        }
    }

    /// <summary>One member of a JSON object, as it stands there, the last one of that name; null where there is none.</summary>
    public static ReadOnlyMemory<byte>? Member(ReadOnlyMemory<byte> json, string name)
    {
        var reader = Reader(json.Span);
        ReadOnlyMemory<byte>? found = null;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isIt = Is(ref reader, name);
                reader.Read();
                var value = Value(ref reader, json);
                found = isIt ? value : found;
            }
            return reader.Read() ? null : found;
        }
        catch (JsonException)
        {
            return null; // said as a whole by whoever asks
        }
    }

    /// <summary>The lines that hold something.</summary>
    public static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> text)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        foreach (var range in text.Span.Split((byte)'\n'))
        {
            if (!text.Span[range].Trim(" \t\r"u8).IsEmpty)
                lines.Add(text[range]);
        }
        return lines;
    }

    static bool Is(ref Utf8JsonReader reader, string name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false; // half a surrogate pair: it is no text, and so no name of ours
        }
    }

    static ReadOnlyMemory<byte> Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    // However deep an item is: that is its own fault, and found when it is read.
    static Utf8JsonReader Reader(ReadOnlySpan<byte> json) => new(json, new() { MaxDepth = int.MaxValue });
}
