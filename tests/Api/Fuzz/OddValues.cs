using System.Text.Json.Nodes;

namespace Watchfloor.Tests.Api.Fuzz;

/// <summary>Values that hardly anybody expects, from a seed.</summary>
sealed class OddValues(Random chance)
{
    static readonly string[] Texts =
    [
        "",
        " ",
        "\0",
        "\u0001\u001f\u007f\u0085",
        "\r\nX: y",
        "💥",
        "\uFFFD\u202E\u200B",
        "e\u0301\u0301\u0301\u0301",
        "İıſK",
        "'; DROP TABLE event; --",
        "\" OR \"\"=\"",
        "* AND NOT (",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "..",
        "%00%2e%ff",
        "{{7*7}}{0}{id}",
        "PT0S",
        "-PT1S",
        "P99999999D",
        "PT1e9S",
        "9999-12-31T23:59:59.9999999Z",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "2026-13-45T99:99:99Z",
        "2026-01-05",
        "NaN",
        "Infinity",
        "null",
        "undefined",
        "true",
        "-1",
        "1e999",
        "99999999999999999999999999",
        "(a+)+$",
        "[",
        "\\",
        "W/\"1\"",
        "\"18446744073709551616\"",
        "-180,-90,180,90",
        "1,2,3",
        "AAAA====",
        "me",
        "none",
    ];

    public string Text() =>
        chance.Next(8) switch
        {
            0 => new string((char)chance.Next(32, 0xD000), chance.Next(6000)),
            1 => string.Concat(Enumerable.Range(0, chance.Next(1, 20)).Select(_ => (char)chance.Next(1, 0xD7FF))),
            _ => Texts[chance.Next(Texts.Length)],
        };

    public JsonNode? Any(int depth = 0) =>
        chance.Next(depth > 3 ? 8 : 12) switch
        {
            0 => null,
            1 => chance.Next(2) == 0,
            2 => chance.Next(-2, 1000),
            3 => long.MaxValue - chance.Next(3),
            4 => JsonNode.Parse(
                chance.Next(3) switch
                {
                    0 => "1e999",
                    1 => "-1e-999",
                    _ => "123456789012345678901234567890.5",
                }
            ),
            5 => chance.NextDouble() * 1e12,
            6 or 7 => Text(),
            8 => new JsonArray([.. Enumerable.Range(0, chance.Next(4)).Select(_ => Any(depth + 1))]),
            9 => new JsonObject { [Text()] = Any(depth + 1) },
            10 => new JsonArray([.. Enumerable.Range(0, chance.Next(1500)).Select(n => (JsonNode?)n)]),
            _ => Deep(chance.Next(5, 80)),
        };

    static JsonNode Deep(int depth) =>
        depth == 0 ? new JsonArray()
        : depth % 2 == 0 ? new JsonArray(Deep(depth - 1))
        : new JsonObject { ["a"] = Deep(depth - 1) };
}
