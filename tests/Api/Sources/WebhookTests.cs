using System.Net;
using System.Text.Json.Nodes;

namespace Watchfloor.Tests.Api.Sources;

public sealed class WebhookTests(SourceHouse house) : IClassFixture<SourceHouse>
{
    const string Mappings = "/api/v1/webhook-mappings";

    const string Burner = """
        {"name":"Burner control","source":"burner","title":"{alarm.text} at {units.0.name}","category":"{alarm.group}","severity":"{alarm.level}",
         "severities":{"rot":"critical"},"externalId":"{alarm.id}","conditionKey":"{units.0.name}/{alarm.code}","detectedAt":"{at}",
         "state":"{alarm.state}","cleared":["gone"],"attributes":{"code":"{alarm.code}","none":"{nowhere}"}}
        """;

    [Fact]
    public async Task Any_JSON_becomes_an_event_through_its_mapping()
    {
        var door = await Door(Burner);
        var (id, outcome) = await house.Tell(door, Body("1", "Flame out"));
        Assert.Equal("created", outcome);
        var made = await house.Event(id);
        Assert.Equal("Flame 1 lost at Boiler 2", made.GetProperty("title").GetString());
        Assert.Equal(("critical", "flame-out"), (made.GetProperty("severity").GetString(), made.GetProperty("category").GetString()));
        Assert.Equal("burner", made.GetProperty("source").GetString());
        Assert.Equal("Boiler 2/7", made.GetProperty("contributors")[0].GetProperty("conditionKey").GetString());
        Assert.Equal("""{"code":"7"}""", made.GetProperty("attributes").GetRawText());
    }

    [Fact]
    public async Task It_is_told_once_and_ends_when_the_sender_says_so()
    {
        var door = await Door(Burner);
        var (id, _) = await house.Tell(door, Body("2", "draught"));
        Assert.Equal((id, "duplicate"), await house.Tell(door, Body("2", "draught")));
        Assert.Equal((id, "cleared"), await house.Tell(door, Body("2", "draught", "GONE")));
        Assert.Equal((id, "duplicate"), await house.Tell(door, Body("2", "draught", "GONE")));
        Assert.Equal("resolved", (await house.Event(id)).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("1767592800.5", "2026-01-05T06:00:00.5Z", null)]
    [InlineData("1.7675928005e9", "2026-01-05T06:00:00.5Z", null)]
    [InlineData("\"1767592800500\"", "2026-01-05T06:00:00.5Z", null)]
    [InlineData("\"soon\"", null, "soon")]
    [InlineData("99999999999", null, "99999999999")]
    public async Task Whatever_it_says_of_time_and_place_the_alarm_is_taken(string time, string? at, string? kept)
    {
        var mapping =
            """{"name":"T","title":"{t}","category":"times-{at}","detectedAt":"{at}","facilityId":"{f}","attributes":{"f":"{f}"}}""";
        var (id, outcome) = await house.Tell(await Door(mapping), $$"""{"t":"x","f":"nowhere","at":{{time}}}""");
        Assert.Equal("created", outcome);
        var made = await house.Event(id);
        var seen = made.GetProperty("detectedAt").GetDateTimeOffset();
        Assert.Equal(at is null ? house.Clock.GetUtcNow() : DateTimeOffset.Parse(at, null), seen, TimeSpan.FromMilliseconds(1));
        var labels = made.GetProperty("attributes");
        Assert.Equal("nowhere", labels.GetProperty("unknownFacilityId").GetString());
        Assert.Equal(kept, labels.TryGetProperty("toldTime", out var told) ? told.GetString() : null);
    }

    [Fact]
    public async Task A_template_that_names_a_large_body_many_times_costs_little()
    {
        var often = string.Concat(Enumerable.Repeat("{t}", 330));
        var labels = string.Join(',', Enumerable.Range(0, 32).Select(n => $"\"a{n}\":\"{often}\""));
        var door = await Door(
            $$$"""{"name":"L","title":"{{{often}}}","category":"large","description":"{{{often}}}","attributes":{ {{{labels}}} }}"""
        );
        var body = $"{{\"t\":\"{new string('x', 900_000)}\"}}";
        var before = GC.GetTotalAllocatedBytes();
        var (id, _) = await house.Tell(door, body);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 5_000_000_000); // it would be 20 GB; other tests allocate as well
        Assert.EndsWith("…", (await house.Event(id)).GetProperty("description").GetString());
    }

    [Fact]
    public async Task A_key_that_named_one_alarm_never_swallows_another()
    {
        var door = await Door(Burner);
        async Task<HttpResponseMessage> Named(string body)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, door) { Content = Wire.Json(body) };
            request.Headers.Add("Idempotency-Key", "the-same-for-all");
            return await house.Ingest.SendAsync(request, Wire.Token);
        }
        var first = await (await Named(Body("k-1", "named"))).Is(HttpStatusCode.Created);
        using var again = await Named(Body("k-1", "named"));
        Assert.Equal(
            ("true", $"{first}"),
            (again.Headers.GetValues("Idempotent-Replayed").Single(), $"{await again.Is(HttpStatusCode.Created)}")
        );
        var problem = await (await Named(Body("k-2", "other"))).IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.EndsWith("other-wish", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task What_a_mapping_would_make_is_shown_and_nothing_is_done()
    {
        var trial = $$"""{"mapping":{{Burner}},"body":{{Body("3", "preview")}}}""";
        var shown = await (await house.Admin.Post($"{Mappings}/preview", trial)).Is(HttpStatusCode.OK);
        Assert.Equal("Flame 3 lost at Boiler 2", shown.GetProperty("detection").GetProperty("title").GetString());
        Assert.False(shown.GetProperty("isOver").GetBoolean());
        var events = await (await house.Admin.Get("/api/v1/events?limit=500")).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("Flame 3", $"{events}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_a_body_would_be_refused_is_shown_as_well()
    {
        var shown = await (await house.Admin.Post($"{Mappings}/preview", $$"""{"mapping":{{Burner}},"body":[1]}""")).Is(HttpStatusCode.OK);
        Assert.Equal(422, shown.GetProperty("problem").GetProperty("status").GetInt32());
        Assert.True(shown.GetProperty("problem").GetProperty("errors").TryGetProperty("category", out _));
    }

    [Theory]
    [InlineData("[]", HttpStatusCode.UnprocessableEntity)]
    [InlineData("null", HttpStatusCode.UnprocessableEntity)]
    [InlineData("7", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("\"\\ud800\"", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"alarm":{"text":"\ud800","group":"g"}}""", HttpStatusCode.BadRequest)]
    public async Task What_it_can_make_nothing_of_is_a_problem(string body, HttpStatusCode status) =>
        await (await house.Ingest.Post(await Door(Burner), body)).IsProblem(status);

    [Theory]
    [InlineData("title", "\"{a\"")]
    [InlineData("title", "\"a}\"")]
    [InlineData("category", "\"{{a}}\"")]
    [InlineData("category", "\"{ }\"")]
    [InlineData("name", "\" \"")]
    [InlineData("source", "\"\"")]
    [InlineData("state", "null")]
    [InlineData("conditionKey", "null")]
    public async Task A_mapping_that_makes_no_sense_is_refused(string field, string value)
    {
        var mapping = JsonNode.Parse(Burner)!.AsObject();
        mapping[field] = JsonNode.Parse(value);
        await (await house.Admin.Post(Mappings, mapping.ToJsonString())).IsProblem(HttpStatusCode.UnprocessableEntity).Names(field);
    }

    [Fact]
    public async Task A_mapping_is_read_back_changed_and_taken_away_with_its_door()
    {
        var door = await Door(Burner);
        var path = $"{Mappings}/{door.Split('/')[^1]}";
        var stored = await (await house.Admin.Get(path)).Is(HttpStatusCode.OK);
        Assert.Equal("critical", stored.GetProperty("severities").GetProperty("rot").GetString());
        await (await house.Admin.Put(path, """{"name":"Plain","title":"Plain","category":"plain"}""")).Is(HttpStatusCode.OK);
        var (id, _) = await house.Tell(door, "{}");
        Assert.Equal("webhook", (await house.Event(id)).GetProperty("source").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await house.Admin.DeleteAsync(path, Wire.Token)).StatusCode);
        await (await house.Ingest.Post(door, "{}")).IsProblem(HttpStatusCode.NotFound);
    }

    async Task<string> Door(string mapping)
    {
        var made = await (await house.Admin.Post(Mappings, mapping)).Is(HttpStatusCode.Created);
        return $"/api/v1/events/ingest/webhook/{made.GetProperty("id").GetString()}";
    }

    string Body(string id, string group, string state = "here") =>
        $$"""
            {"alarm":{"id":"{{id}}","text":"Flame {{id}} lost","group":"{{group}}","level":"ROT","code":7,"state":"{{state}}"},
             "units":[{"name":"Boiler 2"}],"at":{{house.Clock.GetUtcNow().ToUnixTimeMilliseconds()}}}
            """;
}
