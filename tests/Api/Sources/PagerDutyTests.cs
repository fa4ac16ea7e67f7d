using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Watchfloor.Tests.Api.Sources;

public sealed class PagerDutyTests(SourceHouse house) : IClassFixture<SourceHouse>
{
    const string Path = "/v2/enqueue";

    [Fact]
    public async Task A_trigger_becomes_an_event_and_the_answer_names_the_alert()
    {
        var answer = await Sends("trigger", "pump-3", category: "pumps");
        Assert.Equal(
            ("success", "Event processed", "pump-3"),
            (Text(answer, "status"), Text(answer, "message"), Text(answer, "dedup_key"))
        );
        var made = await Only("pumps");
        Assert.Equal(("Pump is down", "high", "pagerduty"), (Text(made, "title"), Text(made, "severity"), Text(made, "source")));
        Assert.Equal("""{"rpm":0}""", Text(made, "description"));
        Assert.Equal(
            """{"source":"host-1","class":"pumps","client":"a monitor","clientUrl":"http://monitor.test","link1":"http://monitor.test/3"}""",
            made.GetProperty("attributes").GetRawText()
        );
    }

    [Fact]
    public async Task An_ingest_key_has_the_32_characters_of_a_routing_key()
    {
        Assert.Equal(32, house.IngestKey.Length);
        await (await house.Ingest.Get("/api/v1/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_trigger_of_an_open_alert_is_one_more_word_about_it_however_late()
    {
        await Sends("trigger", "again", category: "again");
        house.Clock.Advance(TimeSpan.FromHours(2));
        await Sends("trigger", "again", category: "again");
        Assert.Equal(2, (await Only("again")).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Each_further_trigger_is_measured_as_a_detection_that_joined()
    {
        await Sends("trigger", "measured", category: "measured");
        var before = await Joined();
        for (var n = 0; n < 25; n++)
            await Sends("trigger", "measured", category: "measured");
        Assert.True(await Joined() >= before + 25, "some were not measured"); // more may join elsewhere in this process
    }

    async Task<double> Joined()
    {
        var text = await (await house.Admin.Get("/metrics")).Content.ReadAsStringAsync(Wire.Token);
        var line = text.Split('\n')
            .FirstOrDefault(each =>
                each.StartsWith("watchfloor_ingest_detections_total{", StringComparison.Ordinal)
                && each.Contains("\"merged\"", StringComparison.Ordinal)
            );
        return line is null ? 0 : double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Of_triggers_at_the_same_moment_none_is_lost_and_the_worst_counts()
    {
        for (var round = 1; round <= 5; round++)
        {
            var category = $"together-{round}";
            var critical = Event("trigger", category, category);
            critical["payload"]!["severity"] = "critical";
            var mild = Enumerable.Range(0, 7).Select(_ => Sends("trigger", category, category)).ToList();
            using var nobody = house.Client(null);
            await (await nobody.Post(Path, critical.ToJsonString())).Is(HttpStatusCode.Accepted);
            await Task.WhenAll(mild);
            var made = await Only(category);
            Assert.Equal((8, "critical"), (made.GetProperty("count").GetInt32(), Text(made, "severity")));
        }
    }

    [Fact]
    public async Task An_alert_is_acknowledged_and_resolved_by_its_dedup_key_alone_and_what_returns_is_new()
    {
        await Sends("trigger", "life", category: "life");
        await Sends("acknowledge", "life");
        Assert.Equal("acknowledged", Text(await Only("life"), "status"));
        await Sends("resolve", "life");
        await Sends("resolve", "life");
        Assert.Equal("resolved", Text(await Only("life"), "status"));
        for (var round = 2; round <= 5; round++)
        {
            await Sends("trigger", "life", category: "life");
            Assert.Equal(round, (await Events("life")).Count);
            await Sends("resolve", "life");
        }
        Assert.All(await Events("life"), each => Assert.Equal("resolved", Text(each, "status")));
    }

    [Fact]
    public async Task What_is_not_open_or_belongs_to_another_sender_is_left_alone()
    {
        await Sends("acknowledge", "nobody");
        await Sends("trigger", "mine", category: "mine");
        var other = await house.Key("""{"name":"Other","role":"ingest"}""");
        await Sends("resolve", "mine", key: other);
        Assert.Equal("new", Text(await Only("mine"), "status"));
    }

    [Fact]
    public async Task Triggers_without_a_key_get_one_each()
    {
        var (first, second) = (await Sends("trigger", null, category: "keyless"), await Sends("trigger", null, category: "keyless"));
        Assert.NotEqual(Text(first, "dedup_key"), Text(second, "dedup_key"));
        await Sends("resolve", Text(first, "dedup_key"));
        await Sends("resolve", Text(second, "dedup_key"));
        Assert.All(await Events("keyless"), each => Assert.Equal("resolved", Text(each, "status")));
    }

    [Fact]
    public async Task The_longest_dedup_key_is_taken_and_one_more_letter_is_not()
    {
        await Sends("trigger", new('k', 255), category: "long");
        await Sends("resolve", new('k', 255));
        Assert.Equal("resolved", Text(await Only("long"), "status"));
        await Refuses(Event("trigger", new('k', 256), "long"), "dedup_key");
    }

    [Theory]
    [InlineData("routing_key", "\"wf_00000000000000000000000000000\"")]
    [InlineData("routing_key", "\"\"")]
    [InlineData("routing_key", "5")]
    [InlineData("event_action", "\"explode\"")]
    [InlineData("payload", "null")]
    [InlineData("payload", "{}")]
    [InlineData("payload", """{"summary":"","source":"s","severity":"info"}""")]
    [InlineData("payload", """{"summary":"s","source":"s","severity":"bad"}""")]
    public async Task What_is_wrong_is_named_in_its_own_shape(string field, string value)
    {
        var body = Event("trigger", "wrong", "wrong");
        body[field] = JsonNode.Parse(value);
        await Refuses(body, field);
    }

    [Theory]
    [InlineData("odd-1", "\"soon\"")]
    [InlineData("odd-2", "\"2999-01-01T00:00:00Z\"")]
    [InlineData("odd-3", "true")]
    public async Task A_time_that_makes_no_sense_is_now_and_is_kept(string category, string time)
    {
        var body = Event("trigger", category, category);
        body["payload"]!["timestamp"] = JsonNode.Parse(time);
        using var nobody = house.Client(null);
        await (await nobody.Post(Path, body.ToJsonString())).Is(HttpStatusCode.Accepted);
        var made = await Only(category);
        Assert.Equal(time.Trim('"'), Text(made.GetProperty("attributes"), "toldTime"));
        Assert.Equal(house.Clock.GetUtcNow(), made.GetProperty("detectedAt").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task What_acknowledges_or_resolves_names_an_alert() => await Refuses(Event("resolve", null, "x"), "dedup_key");

    [Fact]
    public async Task A_viewer_does_not_trigger_and_a_key_of_other_sources_neither()
    {
        var viewer = await house.Key("""{"name":"Looks","role":"viewer"}""");
        await Refuses(Event("trigger", "v", "v", viewer), "routing_key");
        var meters = await house.Key("""{"name":"Meters","role":"ingest","sources":["ami"]}""");
        await Refuses(Event("trigger", "v", "v", meters), "pagerduty");
        await Refuses(Event("acknowledge", "v", "v", meters), "pagerduty");
        await Refuses(Event("resolve", "v", "v", meters), "pagerduty");
    }

    [Fact]
    public async Task More_than_half_a_megabyte_is_too_large()
    {
        using var nobody = house.Client(null);
        using var answer = await nobody.Post(Path, $$"""{"routing_key":"{{new string('x', 512 * 1024)}}"}""");
        Assert.Equal("invalid event", Text(await answer.Is(HttpStatusCode.RequestEntityTooLarge), "status"));
    }

    [Fact]
    public async Task A_key_that_sends_more_often_than_it_may_is_told_to_wait()
    {
        var slow = await house.Key("""{"name":"Slow","role":"ingest","requestsPerSecond":1}""");
        using var nobody = house.Client(null);
        var last = await Eventually.Sees(
            "an answer of 429",
            () => nobody.Post(Path, Event("acknowledge", "slow", "slow", slow).ToJsonString()),
            answer => answer.StatusCode == HttpStatusCode.TooManyRequests,
            pause: TimeSpan.FromMilliseconds(1)
        );
        Assert.True(last.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal("throttle exceeded", Text(await last.Body(), "status"));
    }

    async Task<JsonElement> Sends(string action, string? dedupKey, string category = "none", string? key = null)
    {
        using var nobody = house.Client(null);
        using var answer = await nobody.Post(Path, Event(action, dedupKey, category, key).ToJsonString());
        return await answer.Is(HttpStatusCode.Accepted);
    }

    async Task Refuses(JsonObject body, string word)
    {
        using var nobody = house.Client(null);
        using var answer = await nobody.Post(Path, body.ToJsonString());
        var refusal = await answer.Is(HttpStatusCode.BadRequest);
        Assert.Equal(("invalid event", "Event object is invalid"), (Text(refusal, "status"), Text(refusal, "message")));
        Assert.Contains(word, $"{refusal.GetProperty("errors")}", StringComparison.Ordinal);
    }

    async Task<List<JsonElement>> Events(string category)
    {
        var all = await (await house.Admin.Get("/api/v1/events?limit=500")).Is(HttpStatusCode.OK);
        return [.. all.GetProperty("items").EnumerateArray().Where(each => Text(each, "category") == category)];
    }

    async Task<JsonElement> Only(string category) => Assert.Single(await Events(category));

    JsonObject Event(string action, string? dedupKey, string category, string? key = null) =>
        new()
        {
            ["routing_key"] = key ?? house.IngestKey,
            ["event_action"] = action,
            ["dedup_key"] = dedupKey,
            ["payload"] = new JsonObject
            {
                ["summary"] = "Pump is down",
                ["source"] = "host-1",
                ["severity"] = "error",
                ["class"] = category,
                ["custom_details"] = new JsonObject { ["rpm"] = 0 },
            },
            ["client"] = "a monitor",
            ["client_url"] = "http://monitor.test",
            ["links"] = new JsonArray(7, new JsonObject { ["href"] = "http://monitor.test/3", ["text"] = "Pump 3" }),
            ["images"] = "none",
        };

    static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
