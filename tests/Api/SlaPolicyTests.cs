using System.Net;
using Watchfloor.Catalogue;
using Watchfloor.ServiceLevels;

namespace Watchfloor.Tests.Api;

public sealed class SlaPolicyTests(ApiHost host) : IClassFixture<ApiHost>
{
    const string Path = "/api/v1/sla-policies";

    const string Office =
        """{"name":"Office hours","match":{"category":"pressure"},"times":{"high":"PT2H"},"calendar":{"zone":"Europe/Berlin","hours":[{"days":["mon","fri"],"from":"07:00","to":"15:30"}],"holidays":["2026-12-25"]},"extendOnMerge":true,"pauseWhileShelved":true}""";

    [Fact]
    public async Task A_policy_comes_back_whole_and_what_was_left_out_is_as_usual()
    {
        using var made = await host.Admin.Post(Path, Office);
        var view = await made.Is(HttpStatusCode.Created);
        Assert.Equal("""{"critical":"PT15M","high":"PT2H","medium":"PT4H","low":"P1D"}""", view.GetProperty("times").ToString());
        Assert.Equal(
            """{"zone":"Europe/Berlin","hours":[{"days":["mon","fri"],"from":"07:00","to":"15:30"}],"holidays":["2026-12-25"]}""",
            view.GetProperty("calendar").ToString()
        );
        Assert.True(view.GetProperty("extendOnMerge").GetBoolean() && view.GetProperty("pauseWhileShelved").GetBoolean());

        var path = made.Headers.Location!.ToString();
        Assert.Equal(view.ToString(), (await (await host.Admin.Get(path)).Is(HttpStatusCode.OK)).ToString());
        var plain = await (await host.Admin.Put(path, """{"name":"Plain","times":{}}""")).Is(HttpStatusCode.OK);
        Assert.Equal("PT1H", plain.GetProperty("times").GetProperty("high").GetString());
        var kept = (Entry<SlaPolicySpec>)host.Store.Entries[(Kinds.SlaPolicy, view.GetProperty("id").GetString()!)];
        Assert.Equal(new("Plain", null, SlaTimes.Usual), kept.Spec);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.DeleteAsync(path, Wire.Token)).StatusCode);
        await (await host.Admin.Get(path)).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("PT2H", "PT59S", "times.high")]
    [InlineData("PT2H", "P91D", "times.high")]
    [InlineData("\"pressure\"", "\"Pressure!\"", "match.category")]
    [InlineData("\"category\":\"pressure\"", "\"facilityId\":\"nowhere\"", "match.facilityId")]
    [InlineData("Europe/Berlin", "Europe/Atlantis", "calendar.zone")]
    [InlineData("Europe/Berlin", "../../etc/passwd", "calendar.zone")]
    [InlineData("\"mon\",\"fri\"", "\"mon\",\"mon\"", "calendar.hours[0].days")]
    [InlineData("\"mon\",\"fri\"", "", "calendar.hours[0].days")]
    [InlineData("07:00", "7:00", "calendar.hours[0].from")]
    [InlineData("15:30", "24:30", "calendar.hours[0].to")]
    [InlineData("15:30", "06:30", "calendar.hours[0].to")]
    [InlineData("2026-12-25", "2026-02-30", "calendar.holidays[0]")]
    public async Task A_policy_that_makes_no_sense_is_refused_with_its_field(string right, string wrong, string field) =>
        await (await host.Admin.Post(Path, Office.Replace(right, wrong))).IsProblem(HttpStatusCode.UnprocessableEntity).Names(field);

    [Fact]
    public async Task A_day_that_nobody_knows_cannot_be_read() =>
        await (await host.Admin.Post(Path, Office.Replace("\"fri\"", "\"friday\"")))
            .IsProblem(HttpStatusCode.BadRequest)
            .Names("calendar.hours[0].days[1]");
}
