using System.Net;
using Watchfloor.Events;
using Watchfloor.Notifications;

namespace Watchfloor.Tests.Api;

public sealed class EventTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task An_event_comes_with_its_version_as_a_strong_tag()
    {
        var id = Have();
        using var answer = await host.Admin.Get($"/api/v1/events/{id}");
        var view = await answer.Is(HttpStatusCode.OK);
        Assert.Equal(("\"7\"", false), (answer.Headers.ETag!.Tag, answer.Headers.ETag.IsWeak));
        Assert.Equal(("new", "high", "2026-01-05T07:00:00Z"), (Text(view, "status"), Text(view, "severity"), Text(view, "slaDueAt")));
    }

    [Fact]
    public async Task The_list_is_filtered_sorted_and_paged()
    {
        await using var own = new ApiHost();
        await own.InitializeAsync();
        foreach (var severity in (Severity[])[Severity.Low, Severity.Critical, Severity.High])
            own.Events.Change(Samples.Event(Samples.NextId()) with { Severity = severity, Status = EventStatus.InProgress });
        own.Events.Change(Samples.Event(Samples.NextId()) with { Status = EventStatus.Closed });

        var first = await (await own.Admin.Get("/api/v1/events?status=new,in_progress&sort=urgency&limit=2")).Is(HttpStatusCode.OK);
        Assert.Equal(["critical", "high"], first.GetProperty("items").EnumerateArray().Select(item => Text(item, "severity")));
        var next = Text(first, "nextCursor");
        var second = await (await own.Admin.Get($"/api/v1/events?status=new,in_progress&sort=urgency&limit=2&cursor={next}")).Is(
            HttpStatusCode.OK
        );
        Assert.Equal(["low"], second.GetProperty("items").EnumerateArray().Select(item => Text(item, "severity")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
    }

    [Theory]
    [InlineData("status=open", "status")]
    [InlineData("status=NEW", "status")]
    [InlineData("severity=1", "severity")]
    [InlineData("sort=worst", "sort")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("cursor=rubbish", "cursor")]
    [InlineData("cursor=%00", "cursor")]
    public async Task A_query_that_cannot_be_read_is_named(string query, string field) =>
        await (await host.Admin.Get($"/api/v1/events?{query}")).IsProblem(HttpStatusCode.BadRequest).Names(field);

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/timeline")]
    [InlineData("GET", "/pages")]
    [InlineData("POST", "/acknowledge")]
    [InlineData("POST", "/comments")]
    public async Task An_event_that_is_not_there_is_a_problem(string method, string path)
    {
        foreach (var id in (string[])["01nothing", "a%2Fb", new('x', 100), "%F0%9F%94%A5"])
        {
            var request = new HttpRequestMessage(new(method), $"/api/v1/events/{id}{path}");
            if (method == "POST")
                request.Content = Wire.Json("""{"text":"hello"}""");
            await (await host.Admin.SendAsync(request, Wire.Token)).IsProblem(HttpStatusCode.NotFound);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/timeline")]
    [InlineData("/pages")]
    public async Task An_event_that_retention_took_says_so(string path)
    {
        host.Events.Removed["01removed"] = Samples.Six;
        var problem = await (await host.Admin.Get($"/api/v1/events/01removed{path}")).IsProblem(HttpStatusCode.NotFound);
        Assert.Contains("was removed on 2026-01-05", Text(problem, "detail"));
    }

    [Theory]
    [InlineData("acknowledge", "{}", typeof(Acknowledge))]
    [InlineData("unacknowledge", """{"reason":"called away"}""", typeof(Unacknowledge))]
    [InlineData("unacknowledge", "{}", typeof(Unacknowledge))]
    [InlineData("escalate", """{"reason":"the hall is hot"}""", typeof(Escalate))]
    [InlineData("start", "{}", typeof(Start))]
    [InlineData("resolve", """{"force":true,"note":"valve closed"}""", typeof(Resolve))]
    [InlineData("close", "{}", typeof(Close))]
    [InlineData("reopen", """{"note":"it is back"}""", typeof(Reopen))]
    [InlineData("assign", """{"to":"ben"}""", typeof(Assign))]
    [InlineData("assign", """{"to":null}""", typeof(Assign))]
    [InlineData("shelve", """{"for":"PT1H","reason":"valve stuck"}""", typeof(PutAside))]
    [InlineData("shelve", """{"oneShot":true,"reason":"valve stuck"}""", typeof(PutAside))]
    [InlineData("unshelve", "{}", typeof(BringBack))]
    [InlineData("suppress", """{"for":"P30D","reason":"pump stands"}""", typeof(PutAside))]
    [InlineData("unsuppress", "{}", typeof(BringBack))]
    [InlineData("out-of-service", """{"for":"P30D","reason":"sensor out"}""", typeof(PutAside))]
    [InlineData("return-to-service", "{}", typeof(BringBack))]
    [InlineData("link", """{"kind":"work_order","id":"wo-1"}""", typeof(Link))]
    [InlineData("unlink", """{"kind":"work_order","id":"wo-1"}""", typeof(Unlink))]
    public async Task What_people_do_becomes_a_command_in_their_name(string verb, string body, Type command)
    {
        var id = Have();
        await (await host.Admin.Post($"/api/v1/events/{id}/{verb}", body)).Is(HttpStatusCode.OK);
        var call = host.Grains.Calls.Last(call => call.Grain == $"main/{id}");
        Assert.Equal((command, "key-admin"), (call.Command.GetType(), call.Actor));
        if (call.Command is Resolve resolve)
            Assert.Equal(new Resolve("key-admin", true, "valve closed"), resolve);
    }

    [Fact]
    public async Task A_body_may_be_left_out_where_nothing_has_to_be_said() =>
        await (await host.Admin.PostAsync($"/api/v1/events/{Have()}/acknowledge", null, Wire.Token)).Is(HttpStatusCode.OK);

    [Theory, InlineData(OutcomeKind.Refused), InlineData(OutcomeKind.Held)]
    public async Task A_refusal_is_a_conflict_with_its_reason(OutcomeKind kind)
    {
        await using var own = new ApiHost();
        await own.InitializeAsync();
        own.Events.Change(Samples.Event("e-1"));
        own.Grains.OnEvent = _ => new(kind, 7, "It is closed; a closed event never changes.");
        var problem = await (await own.Admin.Post("/api/v1/events/e-1/start", "{}")).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal("It is closed; a closed event never changes.", Text(problem, "detail"));
    }

    [Fact]
    public async Task A_comment_gets_an_id_and_the_same_wish_gets_the_same_one()
    {
        var id = Have();
        var (first, again) = (await Comment(id, "once"), await Comment(id, "once"));
        Assert.Equal(first, again);
        Assert.Matches("^[0-9a-z]{26}$", first);
        Assert.NotEqual(first, await Comment(id, "other"));
    }

    [Theory]
    [InlineData("comments", """{"text":""}""", "text")]
    [InlineData("shelve", """{"reason":"valve stuck"}""", "for")]
    [InlineData("shelve", """{"for":"PT0S","reason":"valve stuck"}""", "for")]
    [InlineData("shelve", """{"for":"P8D","reason":"valve stuck"}""", "for")]
    [InlineData("shelve", """{"for":"PT1H","reason":" "}""", "reason")]
    [InlineData("suppress", """{"for":"P400D","reason":"pump stands"}""", "for")]
    [InlineData("comments", """{"text":" \n"}""", "text")]
    public async Task A_remark_without_words_is_refused(string verb, string body, string field) =>
        await (await host.Admin.Post($"/api/v1/events/{Have()}/{verb}", body)).IsProblem(HttpStatusCode.UnprocessableEntity).Names(field);

    [Fact]
    public async Task A_page_that_was_never_tried_borrows_the_name_of_its_channel()
    {
        var id = Have();
        host.Store.Entries[(Kinds.Channel, "phone")] = new Catalogue.Entry<ChannelSpec>("phone", 1, new("Ana's phone", "webhook", []));
        host.Events.PagesOf[id] = [Samples.Page(id, "phone")];
        var page = (await (await host.Admin.Get($"/api/v1/events/{id}/pages")).Is(HttpStatusCode.OK)).GetProperty("items")[0];
        Assert.Equal(
            ("Ana's phone", "webhook", "suppressed"),
            (Text(page, "channelName"), Text(page, "channelKind"), Text(page, "status"))
        );
    }

    string Have()
    {
        var id = Samples.NextId();
        host.Events.Change(Samples.Event(id));
        return id;
    }

    async Task<string> Comment(string id, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/events/{id}/comments")
        {
            Content = Wire.Json("""{"text":"on my way"}"""),
        };
        request.Headers.Add("Idempotency-Key", key);
        var made = await (await host.Admin.SendAsync(request, Wire.Token)).Is(HttpStatusCode.Created);
        return Text(made, "id");
    }

    static string Text(System.Text.Json.JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
