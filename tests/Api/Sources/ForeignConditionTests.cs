using System.Net;
using System.Text.Json;

namespace Watchfloor.Tests.Api.Sources;

/// <summary>A key that is limited to one source ends and silences nothing of another one, whatever it knows of its names.</summary>
public sealed class ForeignConditionTests(SourceHouse house) : IClassFixture<SourceHouse>
{
    [Fact]
    public async Task A_resolved_alert_with_the_name_of_a_SCADA_condition_ends_nothing()
    {
        var (alarm, _) = await house.Tell("/api/v1/events/ingest/scada", Alarm("PT-900", "active"));
        using var monitor = await Limited("alertmanager");
        foreach (var status in new[] { "resolved", "firing", "resolved" })
        {
            using var answer = await monitor.Post("/api/v1/alertmanager", Alert("north/PT-900/HH", status));
            await answer.Is(HttpStatusCode.OK);
            var held = (await house.Event(alarm)).GetProperty("contributors").EnumerateArray().Select(each => Text(each, "source"));
            Assert.Contains("scada", held);
            Assert.Equal("new", Text(await house.Event(alarm), "status"));
        }
        Assert.Equal((alarm, "cleared"), await house.Tell("/api/v1/events/ingest/scada", Alarm("PT-900", "cleared")));
        Assert.Equal("resolved", Text(await house.Event(alarm), "status"));
    }

    [Theory]
    [InlineData(""","conditionKey":"cabinet" """)]
    [InlineData("")]
    public async Task Who_acknowledges_an_alert_of_a_pager_service_has_nothing_that_others_told(string condition)
    {
        var category = $"power{condition.Length}";
        var (id, _) = await house.Tell(
            "/api/v1/events/ingest",
            $$"""{"source":"by-hand","severity":"high","category":"{{category}}","title":"Cabinet open"{{condition}}}"""
        );
        await Pages("trigger", category);
        Assert.Equal(2, (await house.Event(id)).GetProperty("count").GetInt32());
        await Pages("acknowledge", category);
        await Pages("acknowledge", category);
        Assert.Equal("new", Text(await house.Event(id), "status"));
        var story = await (await house.Admin.Get($"/api/v1/events/{id}/timeline")).Is(HttpStatusCode.OK);
        Assert.Single(story.GetProperty("items").EnumerateArray(), item => Text(item, "type") == "commented");
    }

    [Fact]
    public async Task Nor_does_another_sender_of_the_same_service()
    {
        await Pages("trigger", "shared", dedup: "one");
        await Pages("trigger", "shared", dedup: "two", key: await house.Key("""{"name":"Other pager","role":"ingest"}"""));
        var all = await (await house.Admin.Get("/api/v1/events?category=shared")).Is(HttpStatusCode.OK);
        var id = Text(Assert.Single(all.GetProperty("items").EnumerateArray()), "id");
        await Pages("acknowledge", "shared", dedup: "one");
        Assert.Equal("new", Text(await house.Event(id), "status"));
    }

    async Task Pages(string action, string category, string? dedup = null, string? key = null)
    {
        using var nobody = house.Client(null);
        var body =
            $$"""{"routing_key":"{{key ?? house.IngestKey}}","event_action":"{{action}}","dedup_key":"{{dedup ?? category}}","payload":{"summary":"s","source":"s","severity":"error","class":"{{category}}"} }""";
        using var answer = await nobody.Post("/v2/enqueue", body);
        await answer.Is(HttpStatusCode.Accepted);
    }

    async Task<HttpClient> Limited(string source) =>
        house.Client(await house.Key($$"""{"name":"Only {{source}}","role":"ingest","sources":["{{source}}"]}"""));

    string Alert(string fingerprint, string status) =>
        $$$"""
            {"alerts":[{"status":"{{{status}}}","labels":{"alertname":"x","category":"pressure"},"annotations":{},"fingerprint":"{{{fingerprint}}}",
             "startsAt":"{{{house.Clock.GetUtcNow():O}}}","endsAt":"0001-01-01T00:00:00Z"}]}
            """;

    string Alarm(string tag, string state) =>
        $$"""
            {"station":"north","tag":"{{tag}}","value":9.1,"limit":"HH","unit":"bar","quality":"good","priority":2,"state":"{{state}}",
             "timestamp":"{{house.Clock.GetUtcNow():O}}"}
            """;

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
