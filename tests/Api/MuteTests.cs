using System.Net;
using System.Text.Json;
using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Mutes;

namespace Watchfloor.Tests.Api;

/// <summary>Maintenance windows and inhibition rules over the wire.</summary>
public sealed class MuteTests(ApiHost host) : IClassFixture<ApiHost>
{
    const string Windows = "/api/v1/maintenance-windows";
    const string Inhibitions = "/api/v1/inhibition-rules";
    const string Window = """
        {"name":"Night work","reason":"new valve","match":[{"label":"facilityId","operator":"=","value":"f1"}],
        "starts":"2026-01-05T22:00:00+01:00","ends":"2026-01-06T04:00:00+01:00",
        "recurrence":{"every":"week","days":["mon","sun"],"zone":"Europe/Vienna","until":"2026-06-01T00:00:00Z"}}
        """;
    const string Inhibition =
        """{"name":"Line down","source":[{"label":"category","operator":"=~","value":"communication|line"}],"target":[],"equal":["facilityId"]}""";

    [Fact]
    public async Task A_window_comes_back_as_it_was_sent()
    {
        var made = await (await host.Admin.Post(Windows, Window)).Is(HttpStatusCode.Created);

        Assert.Equal(("2026-01-05T21:00:00Z", "new valve"), (Text(made, "starts"), Text(made, "reason")));
        Assert.Equal("""[{"label":"facilityId","operator":"=","value":"f1"}]""", made.GetProperty("match").ToString());
        Assert.Equal(
            """{"every":"week","days":["mon","sun"],"zone":"Europe/Vienna","until":"2026-06-01T00:00:00Z"}""",
            made.GetProperty("recurrence").ToString()
        );
        var spec = ((Entry<MaintenanceSpec>)host.Store.Entries[(Kinds.Maintenance, Text(made, "id"))]).Spec;
        Assert.Equal([RecurrenceDay.Mon, RecurrenceDay.Sun], spec.Recurrence!.Days);
        var once = """{"name":"Once","starts":"2026-01-05T22:00:00Z","ends":"2026-01-05T23:00:00Z"}""";
        var amended = await (await host.Admin.Put($"{Windows}/{Text(made, "id")}", once)).Is(HttpStatusCode.OK);
        Assert.Equal((JsonValueKind.Null, 0), (amended.GetProperty("recurrence").ValueKind, amended.GetProperty("match").GetArrayLength()));
    }

    [Fact]
    public async Task A_rule_comes_back_as_it_was_sent()
    {
        var made = await (await host.Admin.Post(Inhibitions, Inhibition)).Is(HttpStatusCode.Created);

        Assert.Equal("""[{"label":"category","operator":"=~","value":"communication|line"}]""", made.GetProperty("source").ToString());
        var spec = ((Entry<InhibitionSpec>)host.Store.Entries[(Kinds.Inhibition, Text(made, "id"))]).Spec;
        Assert.Equal((LabelOperator.Like, "facilityId"), (spec.Source[0].Operator, spec.Equal[0]));
    }

    [Theory]
    [InlineData("\"Night work\"", "\" \"", "name")]
    [InlineData("\"facilityId\"", "\"\"", "match[0].label")]
    [InlineData("2026-01-06T04:00:00+01:00", "2026-01-05T04:00:00+01:00", "ends")]
    [InlineData("2026-01-06T04:00:00+01:00", "2026-01-16T04:00:00+01:00", "ends")]
    [InlineData("Europe/Vienna", "Vienna", "recurrence.zone")]
    [InlineData("\"week\"", "\"day\"", "recurrence.days")]
    [InlineData("\"sun\"", "\"mon\"", "recurrence.days")]
    [InlineData("2026-06-01", "2025-06-01", "recurrence.until")]
    public async Task A_window_out_of_range_is_refused(string part, string instead, string field) =>
        await (await host.Admin.Post(Windows, Window.Replace(part, instead))).IsProblem(HttpStatusCode.UnprocessableEntity).Names(field);

    [Theory]
    [InlineData("\"week\"", "\"month\"", "recurrence.every")]
    [InlineData("\"sun\"", "\"sunday\"", "recurrence.days[1]")]
    [InlineData("\"=\"", "\"==\"", "match[0].operator")]
    [InlineData("2026-01-05T22:00:00+01:00", "2026-01-05T22:00:00", "starts")]
    public async Task A_window_in_words_that_nobody_knows_is_not_read(string part, string instead, string field) =>
        await (await host.Admin.Post(Windows, Window.Replace(part, instead))).IsProblem(HttpStatusCode.BadRequest).Names(field);

    [Theory]
    [InlineData("""{"name":"x","source":[],"target":[]}""", "source")]
    [InlineData("""{"name":"x","source":[{"label":" ","operator":"=","value":""}],"target":[]}""", "source[0].label")]
    [InlineData("""{"name":"x","source":[{"label":"a","operator":"=","value":"b"}],"target":[],"equal":["a","a"]}""", "equal")]
    [InlineData("""{"name":"x","source":[{"label":"a","operator":"=","value":"b"}],"target":[],"equal":[""]}""", "equal[0]")]
    public async Task A_rule_out_of_range_is_refused(string body, string field) =>
        await (await host.Admin.Post(Inhibitions, body)).IsProblem(HttpStatusCode.UnprocessableEntity).Names(field);

    [Fact]
    public async Task An_event_says_how_it_is_muted()
    {
        var event_ = Samples.Event("e-muted") with
        {
            Muted =
            [
                new(AsideKind.Maintenance, "Night work", Samples.Six, Samples.Six.AddHours(1), "w1"),
                new(AsideKind.Inhibited, "Line down (Communication loss)", Samples.Six, Until: null, "e0"),
            ],
        };
        host.Events.Change(event_);
        var muted = (await (await host.Admin.Get("/api/v1/events/e-muted")).Is(HttpStatusCode.OK)).GetProperty("muted");
        Assert.Equal(["maintenance", "inhibited"], muted.EnumerateArray().Select(mute => Text(mute, "kind")));
        Assert.Equal(
            ("2026-01-05T07:00:00Z", JsonValueKind.Null, "e0"),
            (Text(muted[0], "until"), muted[1].GetProperty("until").ValueKind, Text(muted[1], "causeId"))
        );
    }

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
