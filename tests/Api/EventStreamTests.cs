using System.Net;
using System.Text.Json;
using Watchfloor.Tests.Api.Fakes;

namespace Watchfloor.Tests.Api;

public sealed class EventStreamTests(ApiHost host) : IClassFixture<ApiHost>
{
    const string Path = "/api/v1/events/stream";

    [Fact]
    public async Task The_headers_come_at_once_and_each_change_is_an_id_and_one_line_of_JSON()
    {
        using var stream = await Open(null);
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
        using var stream = await Open(first);
        var later = Enumerable.Range(0, 5).Select(_ => Samples.NextId()).ToList();
        later.ForEach(id => host.Events.Change(Samples.Event(id)));
        var heard = new List<string>();
        while (heard.Count < 10)
            heard.Add((await stream.Next(null)).Event.GetProperty("id").GetString()!);
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
            using var stream = await Open(last);
            for (var i = 0; i < 40 && heard.Count < ids.Count; i++)
            {
                (last, var json) = await stream.Next(null);
                heard.Add(json.GetProperty("id").GetString()!);
            }
        }
        await writer;
        Assert.Equal(ids, heard);
    }

    [Fact]
    public async Task A_cursor_of_another_life_of_the_server_is_a_conflict_that_says_what_to_do()
    {
        using var answer = await Get(FakeEvents.CursorAt(1, epoch: "e0"));
        var problem = await answer.IsProblem(HttpStatusCode.Conflict);
        Assert.Contains("/api/v1/events", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("tab\tbed")]
    public async Task A_cursor_that_is_none_is_malformed(string cursor) => await (await Get(cursor)).IsProblem(HttpStatusCode.BadRequest);

    async Task<SseReader> Open(string? cursor)
    {
        var answer = await Get(cursor);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new(answer, await answer.Content.ReadAsStreamAsync(Wire.Token));
    }

    Task<HttpResponseMessage> Get(string? cursor)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Path);
        if (cursor is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", cursor);
        return host.Admin.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Wire.Token);
    }

    sealed class SseReader(HttpResponseMessage answer, Stream stream) : IDisposable
    {
        readonly StreamReader _lines = new(stream);

        /// <summary>The next change, or the next of this event.</summary>
        public async Task<(string Cursor, JsonElement Event)> Next(string? eventId)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Wire.Token);
            patience.CancelAfter(TimeSpan.FromSeconds(30));
            while (true)
            {
                var line = await _lines.ReadLineAsync(patience.Token) ?? throw new EndOfStreamException();
                if (!line.StartsWith("id: ", StringComparison.Ordinal))
                {
                    Assert.True(line.Length == 0 || line.StartsWith(':'), line);
                    continue;
                }
                var data = (await _lines.ReadLineAsync(patience.Token))!;
                Assert.StartsWith("data: {", data);
                Assert.Equal("", await _lines.ReadLineAsync(patience.Token));
                var json = JsonDocument.Parse(data[6..]).RootElement;
                if (eventId is null || json.GetProperty("id").GetString() == eventId)
                    return (line[4..], json);
            }
        }

        public void Dispose()
        {
            _lines.Dispose();
            answer.Dispose();
        }
    }
}
