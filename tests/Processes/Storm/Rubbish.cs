using System.Text;
using System.Text.Json.Nodes;

namespace Watchfloor.Tests.Processes;

/// <summary>
/// Bodies that no sensible client would send, from a seed: a sensible one with a few things made wrong, then perhaps cut,
/// garbled or blown up. What it makes may by chance be right; the server judges.
/// </summary>
sealed class Rubbish(Random chance)
{
    static readonly string[] Texts =
    [
        "",
        " ",
        "\0",
        "💥",
        "\uFFFD\u202E",
        "'; DROP TABLE event; --",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "PT0S",
        "P1Y",
        "9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00",
        "2026-13-45T99:99:99Z",
        "NaN",
        "null",
        "%00",
        "{}",
        "\r\nX: y",
    ];
    static readonly string[] Raw =
    [
        "",
        "null",
        "[]",
        "{",
        "}",
        "\"",
        "true",
        "{}",
        "[{}]",
        "0",
        "-",
        "{\"a\":}",
        "{\"severity\":\"high\",\"severity\":\"low\"}",
        "{'source':'x'}",
        "<xml/>",
        "\uFEFF{}",
        "{\"version\":1}garbage",
    ];

    /// <summary>An ingest body gone wrong.</summary>
    public byte[] Detection() =>
        Spoil(
            new JsonObject
            {
                ["source"] = "storm",
                ["externalId"] = $"storm-{chance.Next()}",
                ["conditionKey"] = "storm",
                ["severity"] = "high",
                ["category"] = "storm",
                ["title"] = "Rubbish",
                ["description"] = "rubbish",
                ["detectedAt"] = "2026-01-05T06:00:00Z",
                ["location"] = new JsonObject { ["lat"] = 48.2, ["lon"] = 16.4 },
                ["attributes"] = new JsonObject { ["a"] = "b" },
            }
        );

    /// <summary>A telemetry body gone wrong.</summary>
    public byte[] Telemetry() =>
        Spoil(
            new JsonObject
            {
                ["version"] = 1,
                ["source"] = "storm",
                ["stream"] = "s",
                ["seq"] = chance.Next(),
                ["samples"] = new JsonArray(
                    new JsonObject
                    {
                        ["tag"] = "storm/tag",
                        ["at"] = "2026-01-05T06:00:00Z",
                        ["value"] = 1.5,
                        ["quality"] = 192,
                    }
                ),
            }
        );

    /// <summary>Any body gone wrong.</summary>
    public byte[] Spoil(JsonObject sensible)
    {
        if (chance.Next(8) == 0)
            return Encoding.UTF8.GetBytes(Raw[chance.Next(Raw.Length)]);
        for (var faults = chance.Next(1, 4); faults > 0; faults--)
            Fault(sensible);
        var bytes = Encoding.UTF8.GetBytes(Halved(sensible.ToJsonString()));
        return chance.Next(6) switch
        {
            0 => bytes[..chance.Next(bytes.Length)],
            1 => Garble(bytes),
            2 when chance.Next(20) == 0 => [.. bytes, .. new byte[chance.Next(1 << 20)]],
            _ => bytes,
        };
    }

    void Fault(JsonObject victim)
    {
        if (victim.Count == 0)
            return;
        var (name, value) = victim.ElementAt(chance.Next(victim.Count));
        switch (chance.Next(5))
        {
            case 0:
                victim.Remove(name);
                break;
            case 1:
                victim[Text()] = Value(depth: 0);
                break;
            case 2 when value is JsonObject inner:
                Fault(inner);
                break;
            case 2 when value is JsonArray { Count: > 0 } list && list[0] is JsonObject first:
                Fault(first);
                break;
            default:
                victim[name] = Value(depth: 0);
                break;
        }
    }

    /// <summary>Sometimes with a name that begins with half a letter.</summary>
    string Halved(string text) => text.Length > 2 && chance.Next(8) == 0 ? $"{{\"\\ud800name\":1,{text[1..]}" : text;

    JsonNode? Value(int depth) =>
        chance.Next(depth > 3 ? 7 : 10) switch
        {
            0 => null,
            1 => JsonValue.Create(chance.Next(2) == 0),
            2 => JsonValue.Create(chance.Next(-2, 1000)),
            3 => JsonValue.Create(long.MaxValue - chance.Next(3)),
            4 => JsonNode.Parse(chance.Next(2) == 0 ? "1e999" : "-1e-999"),
            5 or 6 => JsonValue.Create(Text()),
            7 => new JsonArray([.. Enumerable.Range(0, chance.Next(4)).Select(_ => Value(depth + 1))]),
            8 => new JsonObject { [Text()] = Value(depth + 1) },
            _ => Deep(chance.Next(5, 60)),
        };

    string Text() => chance.Next(5) == 0 ? new string((char)chance.Next(32, 0xD000), chance.Next(5000)) : Texts[chance.Next(Texts.Length)];

    static JsonNode Deep(int depth) => depth == 0 ? new JsonArray() : new JsonArray(Deep(depth - 1));

    byte[] Garble(byte[] bytes)
    {
        for (var hits = chance.Next(1, 6); hits > 0; hits--)
            bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
        return bytes;
    }
}
