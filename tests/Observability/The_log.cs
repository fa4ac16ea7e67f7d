using System.Text.Json;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Observability;

/// <summary>The log in both shapes, from a real server.</summary>
public sealed class The_log
{
    const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task For_programs_is_one_object_a_line_with_trace_and_attributes()
    {
        await using var server = await ServerProcess.Start(more: ["--log", "json"]);
        var eventId = await Page(server);
        var line = await Eventually.Sees(
            "the page",
            () => Lines(server).FirstOrDefault(line => line.Contains(eventId)),
            line => line is not null
        );
        var json = JsonDocument.Parse(line!).RootElement;
        Assert.Equal("Warning", json.GetProperty("Level").GetString());
        Assert.Equal("Watchfloor.Channels.LogChannel", json.GetProperty("Category").GetString());
        Assert.Equal(TraceId, json.GetProperty("TraceId").GetString());
        Assert.Equal(16, json.GetProperty("SpanId").GetString()!.Length);
        Assert.Equal(TimeSpan.Zero, json.GetProperty("Timestamp").GetDateTimeOffset().Offset);
        Assert.Contains("Boiler \"2\"", json.GetProperty("Message").GetString());
        Assert.Equal(eventId, json.GetProperty("Attributes").GetProperty("EventId").GetString());
        Assert.Equal(1, json.GetProperty("Attributes").GetProperty("Level").GetInt32());
        Assert.Equal(0, await server.Stop());
        Assert.All(Lines(server).Where(line => line.StartsWith('{')), line => JsonDocument.Parse(line));
    }

    [Fact]
    public async Task For_people_is_a_line_that_names_its_trace()
    {
        await using var server = await ServerProcess.Start();
        var eventId = await Page(server);
        var line = await Eventually.Sees(
            "the page",
            () => Lines(server).FirstOrDefault(line => line.Contains(eventId)),
            line => line is not null
        );
        Assert.Matches($"^[0-9-]+T[0-9:.]+Z warn: Watchfloor.Channels.LogChannel\\[1\\] Critical page: .* trace={TraceId}$", line);
    }

    static async Task<string> Page(ServerProcess server)
    {
        using var api = server.Admin();
        var log = await api.Make(
            "channels",
            new
            {
                name = "Log",
                kind = "log",
                settings = new { },
            }
        );
        await api.Make(
            "escalation-policies",
            new { name = "Log", levels = new[] { new { after = "PT0S", targets = new[] { new { channelId = log } } } } }
        );
        var answer = await api.Send(
            HttpMethod.Post,
            "events/ingest",
            System.Net.Http.Json.JsonContent.Create(Detections.Own("Boiler \"2\" too hot", "critical")),
            ("traceparent", $"00-{TraceId}-b7ad6b7169203331-01")
        );
        return answer["eventId"]!;
    }

    static IReadOnlyList<string> Lines(ServerProcess server) => server.Output.Split('\n');
}
