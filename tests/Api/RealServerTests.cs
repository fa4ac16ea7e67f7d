using System.Net;
using System.Text.Json;

namespace Watchfloor.Tests.Api;

/// <summary>The api over the real grains, engine and store.</summary>
public sealed class RealServerTests
{
    const string Boiler =
        """{"source":"scada-1","conditionKey":"boiler-2/high","severity":"critical","category":"pressure","title":"Boiler 2"}""";

    [Fact]
    public async Task An_event_lives_from_its_detection_until_it_is_closed_and_its_timeline_tells_it()
    {
        await using var server = await RealServer.Start();
        using var ana = server.Client();
        var id = await Ingest(ana, Boiler);
        Assert.Equal("merged", Text(await (await ana.Post(Wire.Ingest, Boiler)).Is(HttpStatusCode.OK), "outcome"));
        await Do(ana, id, "acknowledge", "{}", HttpStatusCode.OK);
        await Do(ana, id, "start", "{}", HttpStatusCode.OK);
        await Do(ana, id, "resolve", "{}", HttpStatusCode.Conflict);
        await Do(ana, id, "resolve", """{"force":true,"note":"valve closed"}""", HttpStatusCode.OK);
        var closed = await Do(ana, id, "close", "{}", HttpStatusCode.OK);
        Assert.Equal("closed", Text(closed, "status"));
        await Do(ana, id, "start", "{}", HttpStatusCode.Conflict);

        var timeline = await (await ana.Get($"/api/v1/events/{id}/timeline")).Is(HttpStatusCode.OK);
        Assert.Equal(
            ["created", "merged", "acknowledged", "started", "resolved", "closed"],
            timeline.GetProperty("items").EnumerateArray().Select(item => Text(item, "type"))
        );
    }

    [Fact]
    public async Task An_address_that_is_too_long_is_refused_with_a_reason()
    {
        await using var server = await RealServer.Start();
        using var ana = server.Client();
        using var answer = await ana.Get($"/api/v1/events?q={new string('x', 20_000)}");
        Assert.Contains("8192", (await answer.IsProblem(HttpStatusCode.RequestUriTooLong)).GetProperty("detail").GetString());
        await (await ana.Get($"/api/v1/events?q={new string('x', 200)}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_occurrence_sent_twice_or_a_wish_made_twice_is_one_event()
    {
        await using var server = await RealServer.Start();
        using var ana = server.Client();
        const string Occurrence = """{"source":"scada-1","externalId":"x-1","severity":"low","category":"level","title":"Tank"}""";
        var id = await Ingest(ana, Occurrence);
        var again = await (await ana.Post(Wire.Ingest, Occurrence)).Is(HttpStatusCode.OK);
        Assert.Equal(("duplicate", id), (Text(again, "outcome"), Text(again, "eventId")));

        ana.DefaultRequestHeaders.Add("Idempotency-Key", "wish-1");
        var (first, second) = (await ana.Post(Wire.Ingest, Boiler), await ana.Post(Wire.Ingest, Boiler));
        Assert.Equal(Text(await first.Body(), "eventId"), Text(await second.Body(), "eventId"));
        var view = await (await ana.Get($"/api/v1/events/{Text(await first.Body(), "eventId")}")).Is(HttpStatusCode.OK);
        Assert.Equal(1, view.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_wish_whose_answer_was_lost_with_the_server_is_not_done_twice()
    {
        await using var server = await RealServer.Start();
        var ids = new List<string>();
        string remark = "";
        for (var life = 0; life < 2; life++)
        {
            using var ana = server.Client();
            ana.DefaultRequestHeaders.Add("Idempotency-Key", "wish-1");
            ids.Add(await Ingest(ana, Boiler));
            ana.DefaultRequestHeaders.Remove("Idempotency-Key");
            ana.DefaultRequestHeaders.Add("Idempotency-Key", "wish-2");
            remark = $"/api/v1/events/{ids[0]}/comments";
            ana.DefaultRequestHeaders.Add("If-Match", "\"1\"");
            using var comment = await ana.Post(remark, """{"text":"on my way"}""");
            Assert.False(comment.Headers.Contains("Idempotent-Replayed"));
            ids.Add(Text(await comment.Is(HttpStatusCode.Created), "id"));
            await server.Restart(ForgetAnswers);
        }
        Assert.Equal(ids[..2], ids[2..]);
        using var ben = server.Client();
        var timeline = await (await ben.Get($"/api/v1/events/{ids[0]}/timeline")).Is(HttpStatusCode.OK);
        Assert.Equal(["created", "commented"], timeline.GetProperty("items").EnumerateArray().Select(item => Text(item, "type")));
    }

    [Fact]
    public async Task First_answers_outlive_a_restart_and_versions_decide_who_is_late()
    {
        await using var server = await RealServer.Start();
        string location;
        using (var ana = server.Client())
        {
            ana.DefaultRequestHeaders.Add("Idempotency-Key", "wish-1");
            using var made = await ana.Post("/api/v1/facilities", """{"name":"Waterworks"}""");
            location = made.Headers.Location!.ToString();
        }
        await server.Restart();
        using var ben = server.Client();
        ben.DefaultRequestHeaders.Add("Idempotency-Key", "wish-1");
        using var again = await ben.Post("/api/v1/facilities", """{"name":"Waterworks"}""");
        Assert.Equal((location, true), (again.Headers.Location!.ToString(), again.Headers.Contains("Idempotent-Replayed")));
        ben.DefaultRequestHeaders.Remove("Idempotency-Key");

        ben.DefaultRequestHeaders.Add("If-Match", again.Headers.ETag!.Tag);
        var late = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ben.Put(location, $$"""{"name":"Annex {{i}}"}""")));
        Assert.Single(late, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, late.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task What_was_changed_is_shown_as_it_was()
    {
        await using var server = await RealServer.Start();
        using var ana = server.Client();
        var id = await Ingest(ana, Boiler);
        var raised = (await (await ana.Get($"/api/v1/events/{id}")).Is(HttpStatusCode.OK)).GetProperty("receivedAt").GetString();
        var closed = await Do(ana, id, "acknowledge", "{}", HttpStatusCode.OK);
        var then = await (await ana.Get($"/api/v1/events/{id}?at={raised}")).Is(HttpStatusCode.OK);
        Assert.Equal(("new", "acknowledged"), (Text(then, "status"), Text(closed, "status")));
        Assert.Equal(1, then.GetProperty("version").GetInt32());
    }

    static void ForgetAnswers(string data)
    {
        using var connection = Watchfloor.Store.Sqlite.Connection.ToWrite(Path.Combine(data, "watchfloor.db"));
        connection.Run("DELETE FROM answers");
    }

    [Fact]
    public async Task A_stream_goes_on_after_a_restart_from_the_last_change_without_a_gap()
    {
        await using var server = await RealServer.Start();
        string cursor;
        using (var ana = server.Client())
        {
            using var stream = await SseReader.Open(ana, null);
            var id = await Ingest(ana, Boiler);
            (cursor, var told) = await stream.Next();
            Assert.Equal(id, Text(told, "id"));
        }
        await server.Restart();
        using var ben = server.Client();
        var missed = await Ingest(ben, Boiler.Replace("pressure", "flow"));
        using var resumed = await SseReader.Open(ben, cursor);
        await resumed.Next(missed);
    }

    [Fact]
    public async Task A_session_and_the_catalogue_outlive_a_restart()
    {
        await using var server = await RealServer.Start();
        using var nobody = server.Client(cookie: "x=y");
        using var signedIn = await nobody.Post("/api/v1/session", $$"""{"token":"{{server.Link}}"}""");
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var ana = server.Client(cookie);
        var hook = """{"name":"Ana","kind":"webhook","settings":{"url":"http://127.0.0.1:9/","secret":"s3cret"}}""";
        var id = Text(await (await ana.Post("/api/v1/channels", hook)).Is(HttpStatusCode.Created), "id");

        await server.Restart();
        using var later = server.Client(cookie);
        var channel = await (await later.Get($"/api/v1/channels/{id}")).Is(HttpStatusCode.OK);
        Assert.Equal("secret", channel.GetProperty("secretsSet")[0].GetString());
        Assert.DoesNotContain("s3cret", channel.ToString());
    }

    [Fact]
    public async Task A_cursor_of_one_list_is_none_of_another_and_never_a_fault()
    {
        await using var server = await RealServer.Start();
        using var ana = server.Client();
        foreach (var category in (string[])["a", "b", "c"])
            await Ingest(ana, Boiler.Replace("pressure", category));
        var page = await (await ana.Get("/api/v1/events?limit=1")).Is(HttpStatusCode.OK);
        var cursor = Text(page, "nextCursor");
        await (await ana.Get($"/api/v1/events?limit=1&cursor={cursor}")).Is(HttpStatusCode.OK);
        foreach (
            var other in (string[])
                [$"/api/v1/rules?cursor={cursor}", $"/api/v1/events?sort=urgency&cursor={cursor}", "/api/v1/channels?cursor=AAAA"]
        )
            await (await ana.Get(other)).IsProblem(HttpStatusCode.BadRequest).Names("cursor");
    }

    static async Task<string> Ingest(HttpClient client, string detection) =>
        Text(await (await client.Post(Wire.Ingest, detection)).Is(HttpStatusCode.Created), "eventId");

    static async Task<JsonElement> Do(HttpClient client, string id, string verb, string body, HttpStatusCode status) =>
        await (await client.Post($"/api/v1/events/{id}/{verb}", body)).Is(status);

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
