using System.Net;
using System.Text.Json;
using Watchfloor.Events;

namespace Watchfloor.Tests.Api;

/// <summary>One thing done to many events, and links that must lead somewhere.</summary>
public sealed class EventBulkTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Each_event_answers_for_itself_in_the_order_of_the_question()
    {
        await using var own = new ApiHost();
        await own.InitializeAsync();
        own.Events.Change(Samples.Event("e-1"));
        own.Events.Change(Samples.Event("e-2"));
        own.Grains.OnEvent = command =>
            command is Start ? new(OutcomeKind.Refused, 7, "nobody has it yet; acknowledge it first") : new(OutcomeKind.Done, 8);

        var done = await Results(own, """{"action":"acknowledge","ids":["e-2","gone","e-1","no id"]}""");
        Assert.Equal(["e-2", "gone", "e-1", "no id"], done.Select(item => Text(item, "id")));
        Assert.Equal(["done", "404", "done", "404"], done.Select(Said));
        Assert.All(done, item => Assert.Equal(2, item.EnumerateObject().Count()));

        var refused = await Results(own, """{"action":"start","ids":["e-1"]}""");
        Assert.Equal("nobody has it yet; acknowledge it first", Text(Assert.Single(refused).GetProperty("problem"), "detail"));
    }

    [Theory]
    [InlineData("""{"action":"assign","to":"ben","ids":""", typeof(Assign))]
    [InlineData("""{"action":"resolve","force":true,"note":"seen by eye","ids":""", typeof(Resolve))]
    [InlineData("""{"action":"reopen","ids":""", typeof(Reopen))]
    [InlineData("""{"action":"close","ids":""", typeof(Close))]
    [InlineData("""{"action":"comment","text":"known","ids":""", typeof(Comment))]
    [InlineData("""{"action":"shelve","for":"PT1H","reason":"valve stuck","ids":""", typeof(PutAside))]
    [InlineData("""{"action":"unshelve","ids":""", typeof(BringBack))]
    [InlineData("""{"action":"escalate","ids":""", typeof(Escalate))]
    [InlineData("""{"action":"escalate","reason":"the hall is hot","ids":""", typeof(Escalate))]
    public async Task Every_action_becomes_a_command_to_each_in_the_name_of_the_caller(string beginning, Type command)
    {
        string[] ids = [Have(), Have(), Have()];
        Assert.All(await Results(host, $$"""{{beginning}}{{JsonSerializer.Serialize(ids)}}}"""), item => Assert.Equal("done", Said(item)));
        var calls = host.Grains.Calls.Where(call => ids.Contains(call.Grain.Split('/')[^1])).ToList();
        Assert.Equal(3, calls.Count);
        Assert.All(calls, call => Assert.Equal((command, "key-admin"), (call.Command.GetType(), call.Actor)));
    }

    [Theory]
    [InlineData("""{"action":"acknowledge","ids":[]}""", "ids")]
    [InlineData("""{"action":"comment","ids":["e-1"]}""", "text")]
    [InlineData("""{"action":"comment","text":" ","ids":["e-1"]}""", "text")]
    [InlineData("""{"action":"shelve","for":"PT1H","ids":["e-1"]}""", "reason")]
    [InlineData("""{"action":"shelve","reason":"valve stuck","ids":["e-1"]}""", "for")]
    [InlineData("""{"action":"assign","to":"Ana Maria","ids":["e-1"]}""", "to")]
    public async Task What_makes_no_sense_for_one_makes_none_for_many(string body, string field) =>
        await (await host.Admin.Post("/api/v1/events/bulk", body)).IsProblem(HttpStatusCode.UnprocessableEntity).Names(field);

    [Fact]
    public async Task More_than_a_thousand_are_not_taken_at_once()
    {
        var ids = JsonSerializer.Serialize(Enumerable.Range(0, 1001).Select(i => $"e-{i}"));
        await (await host.Admin.Post("/api/v1/events/bulk", $$"""{"action":"acknowledge","ids":{{ids}}}"""))
            .IsProblem(HttpStatusCode.UnprocessableEntity)
            .Names("ids");
    }

    [Fact]
    public async Task An_action_that_nobody_knows_is_named() =>
        await (await host.Admin.Post("/api/v1/events/bulk", """{"action":"forget","ids":["e-1"]}"""))
            .IsProblem(HttpStatusCode.BadRequest)
            .Names("action");

    [Fact]
    public async Task A_link_leads_to_another_event_that_is_there()
    {
        var (id, other) = (Have(), Have());
        await (await host.Admin.Post($"/api/v1/events/{id}/link", $$"""{"kind":"event","id":"{{other}}"}""")).Is(HttpStatusCode.OK);
        foreach (var wrong in (string[])[id, "nobody"])
            await (await host.Admin.Post($"/api/v1/events/{id}/link", $$"""{"kind":"event","id":"{{wrong}}"}"""))
                .IsProblem(HttpStatusCode.UnprocessableEntity)
                .Names("id");
    }

    static async Task<IReadOnlyList<JsonElement>> Results(ApiHost host, string body)
    {
        var answer = await (await host.Admin.Post("/api/v1/events/bulk", body)).Is(HttpStatusCode.OK);
        return [.. answer.GetProperty("results").EnumerateArray()];
    }

    static string Said(JsonElement item) =>
        item.TryGetProperty("outcome", out var outcome) ? outcome.GetString()! : $"{item.GetProperty("problem").GetProperty("status")}";

    string Have()
    {
        var id = Samples.NextId();
        host.Events.Change(Samples.Event(id));
        return id;
    }

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
