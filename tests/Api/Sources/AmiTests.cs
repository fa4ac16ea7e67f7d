using System.Net;
using System.Text.Json.Nodes;

namespace Watchfloor.Tests.Api.Sources;

public sealed class AmiTests(SourceHouse house) : IClassFixture<SourceHouse>
{
    const string Path = "/api/v1/events/ingest/ami";

    [Theory]
    [InlineData("leak", "leak", "high")]
    [InlineData("TAMPER", "tamper", "high")]
    [InlineData("backflow", "backflow", "critical")]
    [InlineData("no_read", "communication", "medium")]
    [InlineData("Low Battery", "battery", "low")]
    [InlineData("vendor 0x17", "ami", "medium")]
    public async Task A_code_tells_category_and_severity_and_an_unknown_one_is_told_as_it_is(string code, string category, string severity)
    {
        var facility = await house.Facility($"Of {code}");
        var (id, _) = await house.Tell(Path, Tells("m-1", $"\"{code}\"", facilityId: facility));
        var made = await house.Event(id);
        Assert.Equal((category, severity), (made.GetProperty("category").GetString(), made.GetProperty("severity").GetString()));
        Assert.Equal("ami", made.GetProperty("source").GetString());
        Assert.Equal("17.25", made.GetProperty("attributes").GetProperty("reading").GetString());
    }

    [Fact]
    public async Task A_number_is_a_code_as_well()
    {
        var (id, _) = await house.Tell(Path, Tells("m-2", "4711"));
        Assert.Equal("Meter m-2: code 4711", (await house.Event(id)).GetProperty("title").GetString());
    }

    [Fact]
    public async Task The_same_code_of_the_same_meter_at_the_same_time_is_told_once_for_ever()
    {
        var body = Tells("m-3", "\"tamper\"");
        var (id, _) = await house.Tell(Path, body);
        Assert.Equal((id, "duplicate"), await house.Tell(Path, body));
        Assert.Equal((id, "duplicate"), await house.Tell(Path, Tells("m-3", "\" Tamper\"")));
        Assert.Equal((id, "merged"), await house.Tell(Path, Tells("m-4", "\"cover-open\"")));
    }

    [Fact]
    public async Task A_code_that_tells_the_end_ends_it()
    {
        var facility = await house.Facility("Quiet street");
        var (id, _) = await house.Tell(Path, Tells("m-5", "\"no-read\"", facilityId: facility));
        var ok = Tells("m-5", "\"read-ok\"", minutes: 5, facilityId: facility);
        Assert.Equal((id, "cleared"), await house.Tell(Path, ok));
        Assert.Equal((id, "duplicate"), await house.Tell(Path, ok));
        Assert.Equal("resolved", (await house.Event(id)).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("headEnd", "\"\"", HttpStatusCode.UnprocessableEntity)]
    [InlineData("meter", "\" \"", HttpStatusCode.UnprocessableEntity)]
    [InlineData("eventCode", "\"\"", HttpStatusCode.UnprocessableEntity)]
    [InlineData("facilityId", "\"nowhere\"", HttpStatusCode.UnprocessableEntity)]
    [InlineData("timestamp", "\"2999-01-01T00:00:00Z\"", HttpStatusCode.UnprocessableEntity)]
    [InlineData("eventCode", "{}", HttpStatusCode.BadRequest)]
    [InlineData("reading", "\"much\"", HttpStatusCode.BadRequest)]
    [InlineData("timestamp", "5", HttpStatusCode.BadRequest)]
    public async Task What_makes_no_sense_is_named(string field, string value, HttpStatusCode status)
    {
        var body = JsonNode.Parse(Tells("m-9", "\"leak\""))!.AsObject();
        body.Remove(field);
        await (await house.Ingest.Post(Path, body.ToJsonString().Insert(1, $"\"{field}\":{value},"))).IsProblem(status).Names(field);
    }

    string Tells(string meter, string code, int minutes = 0, string? facilityId = null) =>
        new JsonObject
        {
            ["headEnd"] = "head-1",
            ["meter"] = meter,
            ["eventCode"] = JsonNode.Parse(code),
            ["reading"] = 17.25,
            ["facilityId"] = facilityId,
            ["timestamp"] = $"{house.Clock.GetUtcNow().AddMinutes(minutes):O}",
        }.ToJsonString();
}
