using System.Text;
using System.Text.Json.Nodes;

namespace Watchfloor.Tests.Api.Fuzz;

/// <summary>Bodies near a sensible one, from a seed: a few places of it changed, then perhaps its bytes.</summary>
sealed class OddBodies(Random chance)
{
    static readonly byte[][] Raw =
    [
        [],
        "null"u8.ToArray(),
        "[]"u8.ToArray(),
        "{}"u8.ToArray(),
        "[{}]"u8.ToArray(),
        "{"u8.ToArray(),
        "\""u8.ToArray(),
        "true"u8.ToArray(),
        "-"u8.ToArray(),
        "{\"a\":}"u8.ToArray(),
        "{'name':'x'}"u8.ToArray(),
        "<xml/>"u8.ToArray(),
        "{}\n{}\n"u8.ToArray(),
        "{\"name\":\"\\ud800\"}"u8.ToArray(),
        "{\"\\udfff\":1}"u8.ToArray(),
        [(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}'],
        [0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0],
        [0xEF, 0xBB, 0xBF],
        [0, 0, 0, 0],
    ];

    readonly OddValues _values = new(chance);

    public byte[] Of(JsonNode? sensible)
    {
        if (sensible is null || chance.Next(10) == 0)
            return Raw[chance.Next(Raw.Length)];
        var body = sensible;
        for (var changes = chance.Next(0, 4); changes > 0; changes--)
            body = Changed(body);
        var text = body?.ToJsonString() ?? "null";
        if (chance.Next(12) == 0)
            text = Twice(text);
        if (chance.Next(12) == 0)
            text = Halved(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        return chance.Next(12) switch
        {
            0 => bytes[..chance.Next(bytes.Length)],
            1 => Garbled(bytes),
            2 when chance.Next(20) == 0 => [.. bytes, .. new byte[chance.Next(3 << 19)]],
            _ => bytes,
        };
    }

    /// <summary>One place of it: something else, nothing, or something more.</summary>
    JsonNode? Changed(JsonNode? body)
    {
        var place = body;
        while (Inside(place) is { Count: > 0 } inside && chance.Next(3) > 0)
            place = inside[chance.Next(inside.Count)];
        switch (place)
        {
            case JsonObject thing when thing.Count > 0:
                var name = thing.ElementAt(chance.Next(thing.Count)).Key;
                if (chance.Next(5) == 0)
                    thing.Remove(name);
                else if (chance.Next(6) == 0)
                    thing[_values.Text()] = _values.Any();
                else
                    thing[name] = _values.Any();
                return body;
            case JsonArray { Count: > 0 } list:
                if (chance.Next(3) == 0)
                    list.Add(list[chance.Next(list.Count)]?.DeepClone());
                else
                    list[chance.Next(list.Count)] = _values.Any();
                return body;
            default:
                return _values.Any();
        }
    }

    static List<JsonNode?> Inside(JsonNode? node) =>
        node switch
        {
            JsonObject thing => [.. thing.Select(it => it.Value).Where(it => it is JsonObject or JsonArray)],
            JsonArray list => [.. list.Where(it => it is JsonObject or JsonArray)],
            _ => [],
        };

    /// <summary>A name that stands there twice.</summary>
    static string Twice(string text) =>
        text.StartsWith("{\"", StringComparison.Ordinal) && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            ? $"{{{text[1..colon]}:1,{text[1..]}"
            : text;

    /// <summary>A name that begins with half a letter.</summary>
    static string Halved(string text) =>
        text.StartsWith("{\"", StringComparison.Ordinal) && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            ? $"{{\"\\ud800{text[2..colon]}:1,{text[1..]}"
            : text;

    byte[] Garbled(byte[] bytes)
    {
        for (var hits = chance.Next(1, 6); hits > 0 && bytes.Length > 0; hits--)
            bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
        return bytes;
    }
}
