using System.Net;
using System.Text.Json.Nodes;

namespace Watchfloor.Tests.Api.Sources;

public sealed class ScadaTests(SourceHouse house) : IClassFixture<SourceHouse>
{
    const string Path = "/api/v1/events/ingest/scada";

    [Fact]
    public async Task An_active_alarm_becomes_an_event_with_all_that_it_says()
    {
        var facility = await house.Facility("North works");
        var (id, outcome) = await house.Tell(Path, Alarm("north", "PT-101", facilityId: facility));
        Assert.Equal("created", outcome);
        var made = await house.Event(id);
        Assert.Equal("high", made.GetProperty("severity").GetString());
        Assert.Equal("pressure", made.GetProperty("category").GetString());
        Assert.Equal("scada", made.GetProperty("source").GetString());
        Assert.Equal(facility, made.GetProperty("facilityId").GetString());
        Assert.Equal("north PT-101: 8.4 bar, limit 8 bar", made.GetProperty("title").GetString());
        Assert.Equal("north/PT-101/8", made.GetProperty("contributors")[0].GetProperty("conditionKey").GetString());
        Assert.Equal("192", made.GetProperty("attributes").GetProperty("quality").GetString());
    }

    [Fact]
    public async Task An_alarm_lies_on_the_map_where_its_facility_lies()
    {
        const string Place = """{"name":"On the map","location":{"lat":-12.5,"lon":130.25}}""";
        var made = await (await house.Admin.Post("/api/v1/facilities", Place)).Is(HttpStatusCode.Created);
        var (id, _) = await house.Tell(Path, Alarm("map", "PT-77", facilityId: made.GetProperty("id").GetString()));
        var found = await (await house.Admin.Get("/api/v1/events?bbox=130,-13,131,-12")).Is(HttpStatusCode.OK);
        var only = Assert.Single(found.GetProperty("items").EnumerateArray());
        Assert.Equal((id, 130.25), (only.GetProperty("id").GetString(), only.GetProperty("location").GetProperty("lon").GetDouble()));
    }

    [Fact]
    public async Task A_clear_tells_which_event_it_ended_and_a_repeat_of_either_changes_nothing()
    {
        var active = Alarm("east", "FT-7");
        var cleared = Alarm("east", "FT-7", "cleared", minutes: 1);
        var (id, _) = await house.Tell(Path, active);
        Assert.Equal((id, "duplicate"), await house.Tell(Path, active));
        Assert.Equal((id, "cleared"), await house.Tell(Path, cleared));
        Assert.Equal("resolved", (await house.Event(id)).GetProperty("status").GetString());
        Assert.Equal((id, "duplicate"), await house.Tell(Path, cleared));
        Assert.Equal((id, "duplicate"), await house.Tell(Path, active));
    }

    [Fact]
    public async Task A_condition_that_returns_is_another_event_and_an_old_clear_does_not_end_it()
    {
        var cleared = Alarm("south", "LT-2", "cleared", minutes: 1);
        var (first, _) = await house.Tell(Path, Alarm("south", "LT-2"));
        await house.Tell(Path, cleared);
        var (second, outcome) = await house.Tell(Path, Alarm("south", "LT-2", minutes: 2));
        Assert.Equal(("created", false), (outcome, first == second));
        Assert.Equal((first, "duplicate"), await house.Tell(Path, cleared));
        Assert.Equal("new", (await house.Event(second)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Two_limits_of_one_tag_are_two_conditions()
    {
        var (id, _) = await house.Tell(Path, Alarm("west", "TT-1"));
        Assert.Equal((id, "merged"), await house.Tell(Path, Alarm("west", "TT-1", limit: "\"HH\"")));
        Assert.Equal((id, "cleared"), await house.Tell(Path, Alarm("west", "TT-1", "cleared", minutes: 1, limit: "8.0")));
        Assert.Equal("new", (await house.Event(id)).GetProperty("status").GetString());
        await house.Tell(Path, Alarm("west", "TT-1", "cleared", minutes: 1, limit: "\"HH\""));
        Assert.Equal("resolved", (await house.Event(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_clear_of_nothing_is_taken_and_changes_nothing() =>
        Assert.Equal((null, "unchanged"), await house.Tell(Path, Alarm("nowhere", "PT-1", "cleared")));

    [Theory]
    [InlineData("PT-1", 1, "pressure", "critical")]
    [InlineData("fit-1", 2, "flow", "high")]
    [InlineData("L1", 3, "level", "medium")]
    [InlineData("2T", 4, "temperature", "low")]
    [InlineData("XA-1", 1, "scada", "critical")]
    [InlineData("4711", 4, "scada", "low")]
    public async Task The_tag_tells_the_category_and_the_priority_the_severity(string tag, int priority, string category, string severity)
    {
        var facility = await house.Facility($"Of {tag}");
        var (id, _) = await house.Tell(Path, Alarm("words", tag, facilityId: facility, priority: priority));
        var made = await house.Event(id);
        Assert.Equal((category, severity), (made.GetProperty("category").GetString(), made.GetProperty("severity").GetString()));
    }

    [Theory]
    [InlineData("station", "\"\"")]
    [InlineData("station", "\"a\\u0000b\"")]
    [InlineData("tag", "\" \"")]
    [InlineData("limit", "\"\"")]
    [InlineData("unit", "\"a unit that is far too long\"")]
    [InlineData("quality", "\"\"")]
    [InlineData("priority", "0")]
    [InlineData("priority", "5")]
    [InlineData("timestamp", "\"2999-01-01T00:00:00Z\"")]
    [InlineData("facilityId", "\"nowhere\"")]
    public async Task What_makes_no_sense_is_named(string field, string value) =>
        await (await house.Ingest.Post(Path, With(field, value))).IsProblem(HttpStatusCode.UnprocessableEntity).Names(field);

    [Theory]
    [InlineData("state", "\"maybe\"")]
    [InlineData("limit", "null")]
    [InlineData("limit", "[8]")]
    [InlineData("limit", "1e999")]
    [InlineData("value", "\"8\"")]
    [InlineData("timestamp", "\"yesterday\"")]
    public async Task What_cannot_be_read_is_named(string field, string value) =>
        await (await house.Ingest.Post(Path, With(field, value))).IsProblem(HttpStatusCode.BadRequest).Names(field);

    [Fact]
    public async Task A_key_of_another_source_is_refused()
    {
        using var own = house.Client(await house.Key("""{"name":"Meters","role":"ingest","sources":["ami"]}"""));
        await (await own.Post(Path, Alarm("north", "PT-101"))).IsProblem(HttpStatusCode.Forbidden);
    }

    string With(string field, string value)
    {
        var body = JsonNode.Parse(Alarm("wrong", "PT-9"))!.AsObject();
        body.Remove(field);
        return body.ToJsonString().Insert(1, $"\"{field}\":{value},");
    }

    string Alarm(
        string station,
        string tag,
        string state = "active",
        int minutes = 0,
        string limit = "8",
        int priority = 2,
        string? facilityId = null
    ) =>
        $$"""
            {"station":"{{station}}","tag":"{{tag}}","value":8.4,"limit":{{limit}},"unit":"bar","quality":192,"priority":{{priority}},
             "state":"{{state}}","timestamp":"{{house.Clock.GetUtcNow().AddMinutes(minutes):O}}"{{(
                facilityId is null ? "" : $",\"facilityId\":\"{facilityId}\""
            )}}}
            """.Trim();
}
