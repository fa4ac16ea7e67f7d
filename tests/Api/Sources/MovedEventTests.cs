using System.Net;
using System.Text.Json;

namespace Watchfloor.Tests.Api.Sources;

/// <summary>Senders know nothing of it when people merge and split: what they say reaches the event that holds it now.</summary>
public sealed class MovedEventTests(SourceHouse house) : IClassFixture<SourceHouse>
{
    [Fact]
    public async Task The_clear_of_a_SCADA_system_reaches_the_event_that_its_alarm_was_merged_into()
    {
        var kept = await Seen("kept", "kept");
        var (alarm, _) = await house.Tell("/api/v1/events/ingest/scada", Alarm("active"));
        var merged = await (await house.Admin.Post($"/api/v1/events/{alarm}/merge", $$"""{"into":"{{kept}}"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("closed", kept), (Text(merged, "status"), Text(merged, "mergedInto")));
        Assert.Equal(2, (await house.Event(kept)).GetProperty("contributors").GetArrayLength());
        Assert.Equal((kept, "cleared"), await house.Tell("/api/v1/events/ingest/scada", Alarm("cleared")));
        Assert.Equal("kept", Text(Assert.Single((await house.Event(kept)).GetProperty("contributors").EnumerateArray()), "conditionKey"));
    }

    [Fact]
    public async Task An_alert_of_a_pager_service_is_resolved_where_it_went_and_what_others_told_stays()
    {
        var kept = await Seen("host", "host");
        await Pager("trigger");
        await Merge(await Only("pager"), kept);
        await Pager("trigger"); // one more word about it
        Assert.Equal(3, (await house.Event(kept)).GetProperty("count").GetInt32());
        await Pager("acknowledge");
        Assert.Equal("new", Text(await house.Event(kept), "status"));
        await Pager("resolve");
        Assert.Equal(1, (await house.Event(kept)).GetProperty("contributors").GetArrayLength());
    }

    [Fact]
    public async Task What_was_split_off_is_an_event_of_its_own_at_once_and_ends_for_itself()
    {
        var both = await Seen("drum", "split");
        await Seen("vent", "split");
        var made = await (await house.Admin.Post($"/api/v1/events/{both}/split", """{"conditionKeys":["vent"],"title":"Vent alone"}""")).Is(
            HttpStatusCode.Created
        );
        var own = Text(made, "eventId");
        Assert.Equal(
            ("new", "Vent alone", both),
            (Text(await house.Event(own), "status"), Text(await house.Event(own), "title"), Text(await house.Event(own), "splitFrom"))
        );
        Assert.Equal(own, await Seen("vent", "split"));
        Assert.Equal("drum", Text(Assert.Single((await house.Event(both)).GetProperty("contributors").EnumerateArray()), "conditionKey"));
        var problem = await (await house.Admin.Post($"/api/v1/events/{both}/split", """{"conditionKeys":["drum"]}""")).IsProblem(
            HttpStatusCode.Conflict
        );
        Assert.Equal("these are all of its open conditions; one must stay", Text(problem, "detail"));
    }

    [Fact]
    public async Task Whoever_asks_why_learns_that_it_was_merged()
    {
        var (kept, other) = (await Seen("why-1", "why-1"), await Seen("why-2", "why-2"));
        await Merge(other, kept);
        var why = await Eventually.Sees(
            "escalation ended",
            async () => Text(await (await house.Admin.Get($"/api/v1/events/{other}/pages")).Is(HttpStatusCode.OK), "why"),
            text => text.Contains("merged into", StringComparison.Ordinal)
        );
        Assert.Contains($"merged into event {kept} by ", why);
        var story = await (await house.Admin.Get($"/api/v1/events/{kept}/timeline")).Is(HttpStatusCode.OK);
        Assert.Equal("taken_in", Text(story.GetProperty("items").EnumerateArray().Last(), "type"));
    }

    [Fact]
    public async Task A_changed_event_is_not_merged_on_an_old_version()
    {
        var (kept, other) = (await Seen("match-1", "match-1"), await Seen("match-2", "match-2"));
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/events/{other}/merge")
        {
            Content = Wire.Json($$"""{"into":"{{kept}}"}"""),
        };
        request.Headers.Add("If-Match", "\"99\"");
        await (await house.Admin.SendAsync(request, Wire.Token)).IsProblem(HttpStatusCode.PreconditionFailed);
    }

    async Task Merge(string from, string into) =>
        await (await house.Admin.Post($"/api/v1/events/{from}/merge", $$"""{"into":"{{into}}"}""")).Is(HttpStatusCode.OK);

    async Task<string> Seen(string condition, string category) =>
        (
            await house.Tell(
                "/api/v1/events/ingest",
                $$"""{"source":"tests","severity":"low","category":"{{category}}","title":"{{condition}} high","conditionKey":"{{condition}}"}"""
            )
        ).Event!;

    async Task<string> Only(string category)
    {
        var all = await (await house.Admin.Get($"/api/v1/events?category={category}")).Is(HttpStatusCode.OK);
        return Text(Assert.Single(all.GetProperty("items").EnumerateArray()), "id");
    }

    async Task Pager(string action)
    {
        using var nobody = house.Client(null);
        var body =
            $$"""{"routing_key":"{{house.IngestKey}}","event_action":"{{action}}","dedup_key":"host-1","payload":{"summary":"Host is down","source":"host-1","severity":"error","class":"pager"} }""";
        using var answer = await nobody.Post("/v2/enqueue", body);
        await answer.Is(HttpStatusCode.Accepted);
    }

    string Alarm(string state) =>
        $$"""
            {"station":"north","tag":"P101","value":9.1,"limit":"HH","unit":"bar","quality":"good","priority":2,"state":"{{state}}",
             "timestamp":"{{house.Clock.GetUtcNow():O}}"}
            """;

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
