using System.Net;
using Watchfloor.Events;
using static Watchfloor.Tests.Api.Samples;

namespace Watchfloor.Tests.Api;

/// <summary>Merging and splitting by hand, at the door.</summary>
public sealed class MoveTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task An_event_is_merged_into_another_one_with_a_note()
    {
        var (from, into) = (Have(), Have());
        var view = await (await Merge(from, into, """,  "note":"one leak" """)).Is(HttpStatusCode.OK);
        Assert.Equal(from, view.GetProperty("id").GetString());
        var told = host.Grains.Calls.Last(call => call.Grain.EndsWith(from, StringComparison.Ordinal));
        Assert.Equal(into, Assert.IsType<MergeInto>(told.Command).Into);
        Assert.Equal("one leak", ((MergeInto)told.Command).Note);
    }

    [Fact]
    public async Task What_is_not_there_is_a_404_whichever_of_the_two_it_is()
    {
        await (await Merge("01nobody", Have())).IsProblem(HttpStatusCode.NotFound);
        var problem = await (await Merge(Have(), "01nobody")).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal("There is no event 01nobody.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task An_event_is_not_merged_into_itself_nor_into_what_is_over()
    {
        var id = Have();
        await (await Merge(id, id)).IsProblem(HttpStatusCode.Conflict);
        var over = Have(EventStatus.Resolved);
        var problem = await (await Merge(id, over)).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal($"Event {over} is resolved; merge into one that is open.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_merge_that_the_other_event_could_not_take_says_why()
    {
        host.Grains.WhyNotMerged = "it is resolved";
        try
        {
            var (from, into) = (Have(), Have());
            var problem = await (await Merge(from, into)).IsProblem(HttpStatusCode.Conflict);
            Assert.Equal($"It was not merged into event {into}: it is resolved.", problem.GetProperty("detail").GetString());
        }
        finally
        {
            host.Grains.WhyNotMerged = null;
        }
    }

    [Fact]
    public async Task A_split_answers_with_the_new_event_and_its_repeat_with_the_same_one()
    {
        var id = Have();
        var first = await Split(id, """{"conditionKeys":["drum"],"title":"Drum alone"}""", "once");
        var eventId = (await first.Is(HttpStatusCode.Created)).GetProperty("eventId").GetString();
        Assert.Equal($"/api/v1/events/{eventId}", first.Headers.Location!.ToString());
        Assert.Matches("^[0-9a-z]{26}$", eventId);
        var again = await (await Split(id, """{"conditionKeys":["drum"],"title":"Drum alone"}""", "once")).Is(HttpStatusCode.Created);
        Assert.Equal(eventId, again.GetProperty("eventId").GetString());
    }

    [Theory]
    [InlineData("split", """{}""", "conditionKeys")]
    [InlineData("split", """{"conditionKeys":[]}""", "conditionKeys")]
    [InlineData("split", """{"conditionKeys":["drum"],"title":" "}""", "title")]
    [InlineData("merge", """{"into":"a b"}""", "into")]
    public async Task What_makes_no_sense_is_named(string verb, string body, string field) =>
        await (await host.Admin.Post($"/api/v1/events/{Have()}/{verb}", body)).IsProblem(HttpStatusCode.UnprocessableEntity).Names(field);

    [Fact]
    public async Task Many_are_merged_into_one_and_each_answers_for_itself()
    {
        var (first, second, into) = (Have(), Have(), Have());
        var answer = await (
            await host.Admin.Post(
                "/api/v1/events/bulk",
                $$"""{"action":"merge","ids":["{{first}}","{{into}}","{{second}}"],"into":"{{into}}"}"""
            )
        ).Is(HttpStatusCode.OK);
        var results = answer.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal("done", results[0].GetProperty("outcome").GetString());
        Assert.Equal(409, results[1].GetProperty("problem").GetProperty("status").GetInt32());
        Assert.Equal("done", results[2].GetProperty("outcome").GetString());
        await (await host.Admin.Post("/api/v1/events/bulk", $$"""{"action":"merge","ids":["{{first}}"]}"""))
            .IsProblem(HttpStatusCode.UnprocessableEntity)
            .Names("into");
    }

    [Fact]
    public async Task Both_timelines_tell_it()
    {
        var (from, into) = (Have(), Have());
        Contributor[] drum = [new("drum", "scada-1", "Drum high", Six, Severity: Severity.High)];
        host.Events.Rows[from] =
        [
            Row(Kinds.Event, from, "merge-begun", new MergeBegun("ana", into, "one leak", 1, Six), Six),
            Row(Kinds.Event, from, "merge-failed", new MergeFailed(into, "it is resolved", Six), Six),
            Row(Kinds.Event, from, "merged-away", new MergedAway("ana", into, [], Six), Six),
        ];
        host.Events.Rows[into] =
        [
            Row(Kinds.Event, into, "broken-off", new BrokenOff("e1", 1, "ana", null, Detection("Drum alone"), [.. drum], Six, Six), Six),
            Row(
                Kinds.Event,
                into,
                "taken-in",
                new TakenIn(from, 1, "ana", "one leak", "Drum high", Severity.High, 2, Six, [.. drum], Six),
                Six
            ),
            Row(Kinds.Event, into, "renewed", new Renewed(from, [.. drum], Severity.Critical, Six, Was: Severity.High), Six),
            Row(Kinds.Event, into, "split-begun", new SplitBegun("ana", "e7", null, 2, Detection("Drum alone"), [.. drum], Six), Six),
        ];
        Assert.Equal(
            [
                $"merge_begun: ana merges it into event {into}. one leak",
                $"merge_failed: Event {into} could not take it: it is resolved.",
                $"merged_into: It is merged into event {into}, which holds all that it held. It is closed.",
            ],
            await Story(from)
        );
        Assert.Equal(
            [
                "created: ana split it off from event e1: Drum alone",
                $"taken_in: ana merged event {from} into it: Drum high (seen 2 times). one leak",
                $"merged: While it came here from event {from}, drum was seen once more. It is critical now, it was high.",
                "split_off: ana split it: drum went to event e7.",
            ],
            await Story(into)
        );
    }

    async Task<IEnumerable<string>> Story(string id)
    {
        var answer = await (await host.Admin.Get($"/api/v1/events/{id}/timeline")).Is(HttpStatusCode.OK);
        return [.. answer.GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("type")}: {item.GetProperty("text")}")];
    }

    string Have(EventStatus status = EventStatus.New)
    {
        var id = NextId();
        host.Events.Change(Event(id) with { Status = status });
        return id;
    }

    Task<HttpResponseMessage> Merge(string from, string into, string more = "") =>
        host.Admin.Post($"/api/v1/events/{from}/merge", $$"""{"into":"{{into}}"{{more}}}""");

    Task<HttpResponseMessage> Split(string id, string body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/events/{id}/split") { Content = Wire.Json(body) };
        request.Headers.Add("Idempotency-Key", key);
        return host.Admin.SendAsync(request, Wire.Token);
    }
}
