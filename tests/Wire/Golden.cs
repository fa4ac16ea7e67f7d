using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Watchfloor.Tests.Architecture;

namespace Watchfloor.Tests.Wire;

/// <summary>
/// Shapes as they were written yesterday, by name. A shape that differs fails; <c>WATCHFLOOR_ACCEPT=1</c> writes today's.
/// What is stored already must still be read, so accept only what was never released, or bring an upcaster.
/// </summary>
sealed class Golden(string name)
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly bool Accepts = Environment.GetEnvironmentVariable("WATCHFLOOR_ACCEPT") == "1";

    string Path => System.IO.Path.Combine(Repository.Root, "tests", "Wire", "golden", name + ".json");

    /// <summary>The shapes that were written, each with the type that reads it.</summary>
    public JsonObject Yesterday => File.Exists(Path) ? JsonNode.Parse(File.ReadAllText(Path))!.AsObject() : [];

    public void Matches(IEnumerable<(string Name, string Json)> shapes)
    {
        var today = new JsonObject();
        foreach (var (key, json) in shapes.OrderBy(shape => shape.Name, StringComparer.Ordinal))
            today[key] = JsonNode.Parse(json);
        Assert.NotEmpty(today);
        if (Accepts)
            Write(today);
        var yesterday = Yesterday;
        Assert.Equal(yesterday.Select(shape => shape.Key), today.Select(shape => shape.Key));
        Assert.All(today, shape => Assert.Equal(Text(yesterday[shape.Key]), Text(shape.Value)));
    }

    void Write(JsonObject shapes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, Text(shapes) + "\n");
    }

    static string Text(JsonNode? node) => node?.ToJsonString(Indented) ?? "null";
}
