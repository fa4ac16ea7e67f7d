using System.Net;
using Watchfloor.Events;

namespace Watchfloor.Tests.Api;

public sealed class VersionTests : IAsyncLifetime
{
    readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_tag_of_an_event_changes_with_everything_that_it_shows()
    {
        var (plain, soon, later) = (Event(null), Event(Samples.Six.AddMinutes(5)), Event(Samples.Six.AddMinutes(6)));
        var tags = new List<string>();
        foreach (var view in (EventView[])[plain, soon, later, soon])
        {
            _host.Events.Change(view);
            using var answer = await _host.Admin.Get($"/api/v1/events/{view.Id}");
            Assert.False(answer.Headers.ETag!.IsWeak);
            tags.Add(answer.Headers.ETag.Tag);
        }
        Assert.Equal("\"7\"", tags[0]);
        Assert.StartsWith("\"7.", tags[1]);
        Assert.Equal(3, tags.Distinct().Count());
        Assert.Equal(tags[1], tags[3]);
    }

    [Fact]
    public async Task What_a_reader_holds_is_not_sent_again()
    {
        _host.Events.Change(Event(null));
        foreach (
            var (held, status) in ((string, HttpStatusCode)[])
                [
                    ("\"7\"", HttpStatusCode.NotModified),
                    ("W/\"7\"", HttpStatusCode.NotModified),
                    ("\"1\", \"7\"", HttpStatusCode.NotModified),
                    ("*", HttpStatusCode.NotModified),
                    ("\"8\"", HttpStatusCode.OK),
                ]
        )
        {
            using var answer = await Send(HttpMethod.Get, "/api/v1/events/e-1", "If-None-Match", held);
            Assert.Equal((held, status), (held, answer.StatusCode));
            Assert.Equal("\"7\"", answer.Headers.ETag!.Tag);
            Assert.Equal(status == HttpStatusCode.NotModified, (await answer.Content.ReadAsByteArrayAsync(Wire.Token)).Length == 0);
        }
    }

    [Theory]
    [InlineData("\"1\"", HttpStatusCode.OK)]
    [InlineData("\"1.abcdefghijkl\"", HttpStatusCode.OK)]
    [InlineData("\"3\", \"1\", \"2\"", HttpStatusCode.OK)]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("\"2\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"0\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("W/\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"not one of ours\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("1", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("*, \"1\"", HttpStatusCode.BadRequest)]
    public async Task A_change_is_held_to_the_versions_that_it_was_decided_on(string match, HttpStatusCode status)
    {
        var id = await Define();
        using var changed = await Send(HttpMethod.Put, $"/api/v1/facilities/{id}", "If-Match", match, """{"name":"Annex"}""");
        Assert.Equal(status, changed.StatusCode);
        if (status == HttpStatusCode.OK)
            Assert.Equal("\"2\"", changed.Headers.ETag!.Tag);
        if (status == HttpStatusCode.PreconditionFailed)
            Assert.Contains("version 1", (await changed.IsProblem(status)).GetProperty("detail").GetString());
        using var removed = await Send(HttpMethod.Delete, $"/api/v1/facilities/{id}", "If-Match", "\"9\"");
        await removed.IsProblem(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task What_is_not_there_is_not_there_whatever_version_was_named()
    {
        foreach (var match in (string[])["*", "\"1\""])
        {
            using var put = await Send(HttpMethod.Put, "/api/v1/facilities/01x", "If-Match", match, """{"name":"Annex"}""");
            await put.IsProblem(HttpStatusCode.NotFound);
            using var post = await Send(HttpMethod.Post, "/api/v1/events/01x/acknowledge", "If-Match", match, "{}");
            await post.IsProblem(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Every_route_that_changes_one_thing_takes_If_Match_and_answers_412()
    {
        var document = await (await _host.Admin.Get("/openapi/v1.json")).Is(HttpStatusCode.OK);
        foreach (
            var path in document.GetProperty("paths").EnumerateObject().Where(path => path.Name.Contains("{id}", StringComparison.Ordinal))
        )
        {
            foreach (var operation in path.Value.EnumerateObject().Where(operation => operation.Name != "get"))
            {
                var names = operation
                    .Value.GetProperty("parameters")
                    .EnumerateArray()
                    .Select(parameter => parameter.GetProperty("name").GetString());
                Assert.True(names.Contains("If-Match"), $"{operation.Name} {path.Name}");
                Assert.True(operation.Value.GetProperty("responses").TryGetProperty("412", out _), $"{operation.Name} {path.Name}");
            }
        }
    }

    static EventView Event(DateTimeOffset? next) =>
        Samples.Event("e-1") with
        {
            NextPage = next is { } at ? new(at, 1, "Control room first", []) : null,
        };

    async Task<string> Define()
    {
        using var made = await _host.Admin.Post("/api/v1/facilities", """{"name":"Waterworks"}""");
        return (await made.Is(HttpStatusCode.Created)).GetProperty("id").GetString()!;
    }

    async Task<HttpResponseMessage> Send(HttpMethod method, string path, string header, string value, string? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : Wire.Json(body) };
        request.Headers.TryAddWithoutValidation(header, value);
        return await _host.Admin.SendAsync(request, Wire.Token);
    }
}
