using System.Net;
using Watchfloor.Tests.Api.Fakes;

namespace Watchfloor.Tests.Api;

public sealed class EventStreamTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task The_headers_come_at_once_and_each_change_is_an_id_and_one_line_of_JSON()
    {
        using var stream = await SseReader.Open(host.Admin, null);
        var id = Samples.NextId();
        var cursor = host.Events.Change(Samples.Event(id) with { Title = "Boiler 2\nis \"hot\"" });
        var (told, json) = await stream.Next(id);
        Assert.Equal(cursor, told);
        Assert.Equal("Boiler 2\nis \"hot\"", json.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Who_comes_back_with_the_last_id_misses_nothing_and_hears_nothing_twice()
    {
        var first = host.Events.Change(Samples.Event(Samples.NextId()));
        var missed = Enumerable.Range(0, 5).Select(_ => Samples.NextId()).ToList();
        missed.ForEach(id => host.Events.Change(Samples.Event(id)));
        using var stream = await SseReader.Open(host.Admin, first);
        var later = Enumerable.Range(0, 5).Select(_ => Samples.NextId()).ToList();
        later.ForEach(id => host.Events.Change(Samples.Event(id)));
        var heard = new List<string>();
        while (heard.Count < 10)
            heard.Add((await stream.Next()).Event.GetProperty("id").GetString()!);
        Assert.Equal([.. missed, .. later], heard);
    }

    [Fact]
    public async Task Many_changes_under_many_comings_and_goings_arrive_in_order_once_each()
    {
        var last = host.Events.Change(Samples.Event(Samples.NextId()));
        var ids = Enumerable.Range(0, 300).Select(_ => Samples.NextId()).ToList();
        var writer = Task.Run(() => ids.ForEach(id => host.Events.Change(Samples.Event(id))), Wire.Token);
        var heard = new List<string>();
        while (heard.Count < ids.Count)
        {
            using var stream = await SseReader.Open(host.Admin, last);
            for (var i = 0; i < 40 && heard.Count < ids.Count; i++)
            {
                (last, var json) = await stream.Next();
                heard.Add(json.GetProperty("id").GetString()!);
            }
        }
        await writer;
        Assert.Equal(ids, heard);
    }

    [Fact]
    public async Task A_cursor_of_another_life_of_the_server_is_a_conflict_that_says_what_to_do()
    {
        using var answer = await SseReader.Get(host.Admin, FakeEvents.CursorAt(1, epoch: "e0"));
        var problem = await answer.IsProblem(HttpStatusCode.Conflict);
        Assert.Contains("/api/v1/events", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("tab\tbed")]
    public async Task A_cursor_that_is_none_is_malformed(string cursor) =>
        await (await SseReader.Get(host.Admin, cursor)).IsProblem(HttpStatusCode.BadRequest);
}
