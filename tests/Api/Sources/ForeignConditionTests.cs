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
