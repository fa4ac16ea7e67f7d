using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Watchfloor.Tests.Api.Sources;

public sealed class AlertmanagerTests(SourceHouse house) : IClassFixture<SourceHouse>
{
    const string Path = "/api/v1/alertmanager";

    [Fact]
    public async Task A_firing_alert_becomes_an_event_with_its_words()
    {
        var made = await house.Event(Id(Assert.Single(await Send(Alert("f-1", "DiskFull")))));
        Assert.Equal("Disk of db-1 is full", made.GetProperty("title").GetString());
        Assert.Equal(("critical", "diskfull"), (made.GetProperty("severity").GetString(), made.GetProperty("category").GetString()));
        Assert.Equal("alertmanager", made.GetProperty("source").GetString());
        Assert.Equal("f-1", made.GetProperty("contributors")[0].GetProperty("conditionKey").GetString());
        Assert.Equal("db-1", made.GetProperty("attributes").GetProperty("instance").GetString());
    }

    [Fact]
    public async Task Without_a_summary_the_name_is_the_title_and_labels_say_where_it_belongs()
    {
        var facility = await house.Facility("Data centre");
        var alert = Alert("f-2", "NodeDown");
        alert.Remove("annotations");
        alert["labels"]!["category"] = "Power & cooling";
        alert["labels"]!["facility_id"] = facility;
        alert["labels"]!["severity"] = "warning";
        var made = await house.Event(Id(Assert.Single(await Send(alert))));
        Assert.Equal("NodeDown", made.GetProperty("title").GetString());
        Assert.Equal(("medium", facility), (made.GetProperty("severity").GetString(), made.GetProperty("facilityId").GetString()));
        Assert.Equal("power---cooling", made.GetProperty("category").GetString());
    }

    [Fact]
    public async Task A_resolved_one_ends_it_and_what_is_sent_again_changes_nothing()
    {
        var (firing, resolved) = (Alert("f-3", "QueueLong"), Alert("f-3", "QueueLong", resolved: true));
        var id = Id(Assert.Single(await Send(firing)));
        Assert.Equal((id, "duplicate"), SourceHouse.Of(Assert.Single(await Send(firing))));
        Assert.Equal((id, "cleared"), SourceHouse.Of(Assert.Single(await Send(resolved))));
        Assert.Equal("resolved", (await house.Event(id)).GetProperty("status").GetString());
        Assert.Equal((id, "duplicate"), SourceHouse.Of(Assert.Single(await Send(resolved))));
    }

    [Fact]
    public async Task A_condition_that_returns_opens_a_new_event()
    {
        var first = Id(Assert.Single(await Send(Alert("f-4", "Lag"))));
        await Send(Alert("f-4", "Lag", resolved: true));
        var (second, outcome) = SourceHouse.Of(Assert.Single(await Send(Alert("f-4", "Lag", minutes: 5))));
        Assert.Equal(("created", false), (outcome, first == second));
        Assert.Equal("new", (await house.Event(second)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Alerts_of_one_message_are_taken_each_for_itself()
    {
        var strange = Alert(" ", "Strange");
        var results = await Send(Alert("f-5", "Group"), strange, new JsonObject { ["status"] = "odd" }, Alert("f-7", "Group"));
        Assert.Equal("created", SourceHouse.Of(results[0]).Outcome);
        Assert.Equal(422, results[1].GetProperty("problem").GetProperty("status").GetInt32());
        Assert.Equal(400, results[2].GetProperty("problem").GetProperty("status").GetInt32());
        Assert.Equal((Id(results[0]), "merged"), SourceHouse.Of(results[3]));
    }

    [Fact]
    public async Task A_message_of_which_nothing_was_taken_is_refused()
    {
        var strange = Alert(" ", "Strange");
        await (await house.Ingest.Post(Path, Message(strange))).IsProblem(HttpStatusCode.UnprocessableEntity).Names("fingerprint");
    }

    [Fact]
    public async Task An_unknown_facility_and_an_odd_time_lose_no_alert()
    {
        var strange = Alert("f-8", "Strange");
        strange["labels"]!["facility_id"] = "nowhere";
        strange["startsAt"] = "half past";
        for (var i = 0; i < 60; i++)
            strange["labels"]![$"label{i}"] = "v";
        var (id, outcome) = SourceHouse.Of(Assert.Single(await Send(strange)));
        Assert.Equal("created", outcome);
        var made = await house.Event(id);
        Assert.Equal(JsonValueKind.Null, made.GetProperty("facilityId").ValueKind);
        var labels = made.GetProperty("attributes");
        Assert.Equal(
            ("nowhere", "half past"),
            (labels.GetProperty("unknownFacilityId").GetString(), labels.GetProperty("toldTime").GetString())
        );
        Assert.Equal((id, "duplicate"), SourceHouse.Of(Assert.Single(await Send(strange))));
        strange["status"] = "resolved";
        Assert.Equal((id, "cleared"), SourceHouse.Of(Assert.Single(await Send(strange))));
    }

    [Fact]
    public async Task What_it_says_too_much_of_is_cut()
    {
        var alert = Alert("f-9", "Wordy");
        alert["annotations"]!["summary"] = new string('s', 500);
        for (var i = 0; i < 60; i++)
            alert["labels"]![$"label{i}"] = new string('v', 900);
        Assert.Equal("created", SourceHouse.Of(Assert.Single(await Send(alert))).Outcome);
    }

    [Fact]
    public async Task A_name_that_is_no_text_loses_no_alert_beside_it()
    {
        var message = Message(Alert("f-10", "Beside"))
            .Replace("{\"version\"", "{\"\\ud800version\":1,\"version\"", StringComparison.Ordinal);
        var results = (await (await house.Ingest.Post(Path, message)).Is(HttpStatusCode.OK)).GetProperty("results");
        Assert.Equal("created", SourceHouse.Of(results[0]).Outcome);
    }

    [Theory]
    [InlineData("""{"version":"4"}""")]
    [InlineData("""{"alerts":[]}""")]
    [InlineData("""{"alerts":{}}""")]
    [InlineData("""{"alerts":[{}]""")]
    [InlineData("""{"\ud800xxxx":1,"alerts":[]}""")]
    public async Task What_is_no_message_is_refused(string body) =>
        await (await house.Ingest.Post(Path, body)).IsProblem(HttpStatusCode.BadRequest);

    async Task<List<JsonElement>> Send(params JsonObject[] alerts) =>
        [.. (await (await house.Ingest.Post(Path, Message(alerts))).Is(HttpStatusCode.OK)).GetProperty("results").EnumerateArray()];

    static string? Id(JsonElement result) => SourceHouse.Of(result).Event;

    static string Message(params JsonObject[] alerts) =>
        new JsonObject
        {
            ["version"] = "4",
            ["groupKey"] = "{}:{}",
            ["truncatedAlerts"] = 0,
            ["status"] = "firing",
            ["receiver"] = "watchfloor",
            ["groupLabels"] = new JsonObject(),
            ["commonLabels"] = new JsonObject(),
            ["commonAnnotations"] = new JsonObject(),
            ["externalURL"] = "http://alertmanager.test",
            ["alerts"] = new JsonArray([.. alerts.Select(alert => alert.DeepClone())]),
        }.ToJsonString();

    JsonObject Alert(string fingerprint, string name, bool resolved = false, int minutes = 0) =>
        new()
        {
            ["status"] = resolved ? "resolved" : "firing",
            ["labels"] = new JsonObject
            {
                ["alertname"] = name,
                ["severity"] = "critical",
                ["instance"] = "db-1",
            },
            ["annotations"] = new JsonObject { ["summary"] = "Disk of db-1 is full", ["description"] = "Look at it." },
            ["startsAt"] = $"{house.Clock.GetUtcNow().AddMinutes(minutes):O}",
            ["endsAt"] = resolved ? $"{house.Clock.GetUtcNow().AddMinutes(minutes + 1):O}" : "0001-01-01T00:00:00Z",
            ["generatorURL"] = "http://prometheus.test/graph",
            ["fingerprint"] = fingerprint,
        };
}
