using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Watchfloor.Tests.Api.Fakes;

namespace Watchfloor.Tests.Api;

public sealed class IdempotencyTests : IAsyncLifetime
{
    const string Boiler = """{"source":"scada-1","severity":"high","category":"pressure","title":"Boiler 2"}""";
    const string Works = """{"name":"Waterworks"}""";

    readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_repeat_gets_the_first_answer_byte_for_byte_and_nothing_is_done()
    {
        using var first = await Send("w-1", "/api/v1/facilities", Works);
        using var again = await Send("w-1", "/api/v1/facilities", Works);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(first.StatusCode, again.StatusCode);
        Assert.Equal(await Bytes(first), await Bytes(again));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(("\"1\"", "\"1\""), (first.Headers.ETag!.Tag, again.Headers.ETag!.Tag));
        Assert.Equal(first.Content.Headers.ContentType, again.Content.Headers.ContentType);
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(["true"], again.Headers.GetValues("Idempotent-Replayed"));
        Assert.Single(_host.Grains.Calls);
    }

    [Fact]
    public async Task A_key_in_quotes_is_the_same_key()
    {
        await Send("w-1", "/api/v1/facilities", Works);
        using var again = await Send("\"w-1\"", "/api/v1/facilities", Works);
        Assert.True(again.Headers.Contains("Idempotent-Replayed"));
    }

    [Fact]
    public async Task The_same_key_for_another_body_path_or_method_is_refused()
    {
        await Send("w-1", "/api/v1/facilities", Works);
        await (await Send("w-1", "/api/v1/facilities", """{"name":"Annex"}""")).IsProblem(HttpStatusCode.UnprocessableEntity);
        await (await Send("w-1", Wire.Ingest, Boiler)).IsProblem(HttpStatusCode.UnprocessableEntity);
        await (await Send("w-1", "/api/v1/facilities/01x", Works, HttpMethod.Put)).IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Single(_host.Grains.Calls);
    }

    [Fact]
    public async Task Keys_of_two_callers_never_meet()
    {
        await Send("w-1", Wire.Ingest, Boiler);
        using var other = await Send("w-1", Wire.Ingest, Boiler, client: _host.Ingest);
        Assert.False(other.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(2, _host.Grains.Calls.Count);
    }

    [Fact]
    public async Task Of_fifty_at_once_one_is_done_and_the_others_see_its_answer_or_are_told_to_wait()
    {
        using var client = _host.Admin;
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Send("w-1", Wire.Ingest, Boiler, client: client)));

        Assert.Single(_host.Grains.Calls);
        var done = answers.Where(answer => answer.StatusCode == HttpStatusCode.Created).ToList();
        Assert.Single(done, answer => !answer.Headers.Contains("Idempotent-Replayed"));
        Assert.Single((await Task.WhenAll(done.Select(Bytes))).Distinct());
        Assert.All(answers.Except(done), answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
    }

    [Fact]
    public async Task While_it_is_being_done_a_repeat_is_told_so()
    {
        _host.Answers.Hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = Send("w-1", Wire.Ingest, Boiler);
        await _host.Answers.Asked.Task.WaitAsync(Wire.Token); // it is done, and its answer is not durable yet
        using var second = await Send("w-1", Wire.Ingest, Boiler);
        var problem = await second.IsProblem(HttpStatusCode.Conflict);
        Assert.EndsWith("in-flight", problem.GetProperty("type").GetString());
        Assert.NotNull(second.Headers.RetryAfter);
        Assert.False(first.IsCompleted);

        _host.Answers.Hold.SetResult();
        Assert.Equal(HttpStatusCode.Created, (await first).StatusCode);
        Assert.True((await Send("w-1", Wire.Ingest, Boiler)).Headers.Contains("Idempotent-Replayed"));
    }

    [Fact]
    public async Task What_the_rules_refused_stays_refused()
    {
        var id = Samples.NextId();
        _host.Events.Change(Samples.Event(id));
        _host.Grains.OnEvent = _ => new(OutcomeKind.Refused, 7, "It is closed.");
        var first = await (await Send("w-1", $"/api/v1/events/{id}/start", "{}")).IsProblem(HttpStatusCode.Conflict);
        _host.Grains.OnEvent = _ => new(OutcomeKind.Done, 8);
        var again = await (await Send("w-1", $"/api/v1/events/{id}/start", "{}")).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal(first.ToString(), again.ToString());
    }

    [Fact]
    public async Task What_could_not_be_done_or_read_or_was_not_allowed_may_be_tried_again()
    {
        _host.Grains.Faults.Enqueue(new StoreFailedException("the disk is full"));
        await (await Send("w-1", Wire.Ingest, Boiler)).IsProblem(HttpStatusCode.ServiceUnavailable);
        await (await Send("w-1", Wire.Ingest, "{")).IsProblem(HttpStatusCode.BadRequest);
        await (await Send("w-1", "/api/v1/facilities", Works, client: _host.Ingest)).IsProblem(HttpStatusCode.Forbidden);
        Assert.Empty(_host.Answers.Kept);
        Assert.Equal(HttpStatusCode.Created, (await Send("w-1", Wire.Ingest, Boiler)).StatusCode);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_kept_does_not_go_out()
    {
        _host.Answers.Failure = new StoreFailedException("the disk is full");
        await (await Send("w-1", Wire.Ingest, Boiler)).IsProblem(HttpStatusCode.ServiceUnavailable);
        _host.Answers.Failure = null;
        Assert.Equal(HttpStatusCode.Created, (await Send("w-1", Wire.Ingest, Boiler)).StatusCode);
        Assert.Single(_host.Grains.Calls.Select(call => call.Request).Distinct()); // for the grains it was the same wish
    }

    [Fact]
    public async Task Without_a_key_and_for_strangers_nothing_is_kept()
    {
        await _host.Admin.Post(Wire.Ingest, Boiler);
        await Send("w-1", "/api/v1/session", $$"""{"key":"{{FakeStore.AdminKey}}"}""", client: _host.Stranger);
        Assert.Empty(_host.Answers.Kept);
    }

    [Fact]
    public async Task Whoever_is_known_signs_in_and_out_as_often_as_they_say()
    {
        var signIn = $$"""{"key":"{{FakeStore.AdminKey}}"}""";
        for (var i = 0; i < 2; i++)
        {
            using var begun = await Send("w-1", "/api/v1/session", signIn);
            Assert.Equal(HttpStatusCode.NoContent, begun.StatusCode);
            Assert.True(begun.Headers.Contains("Set-Cookie"));
            using var ended = await Send("w-2", "/api/v1/sessions", "", HttpMethod.Delete);
            Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
            Assert.False(ended.Headers.Contains("Idempotent-Replayed"));
        }
        Assert.Empty(_host.Answers.Kept);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("\"open")]
    [InlineData("\"\"")]
    public async Task A_key_that_is_none_is_named_on_every_route_that_changes_something(string key)
    {
        foreach (var (method, path) in ChangingRoutes())
        {
            using var answer = await Send(key, path, "{}", new(method));
            await answer.IsProblem(HttpStatusCode.BadRequest).Names("Idempotency-Key");
        }
        Assert.Empty(_host.Grains.Calls);
    }

    [Fact]
    public void Every_route_that_takes_a_body_reads_it_before_its_key_is_looked_at()
    {
        var routes = _host
            .Routes.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => Has<IAcceptsMetadata>(endpoint) && !Has<IAllowAnonymous>(endpoint))
            .ToList();
        Assert.True(routes.Count > 20, $"{routes.Count}");
        Assert.All(
            routes,
            endpoint =>
                Assert.Contains(
                    endpoint.Metadata.GetMetadata<System.Reflection.MethodInfo>()!.GetParameters(),
                    parameter => ReadsBody(parameter.ParameterType)
                )
        );

        // beside the body only queries and If-Match are read and described alike
        static bool ReadsBody(Type type) =>
            type.GetInterface("IBound") is not null
            && type.IsAssignableTo(typeof(IEndpointParameterMetadataProvider))
            && type.Name != "IfMatch"
            && !type.Name.EndsWith("Query", StringComparison.Ordinal);

        static bool Has<T>(RouteEndpoint endpoint)
            where T : class => endpoint.Metadata.GetMetadata<T>() is not null;
    }

    IEnumerable<(string Method, string Path)> ChangingRoutes() =>
        from endpoint in _host.Routes.Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        where method != "GET"
        let path = endpoint.RoutePattern.RawText!.TrimEnd('/').Replace("{id}", "01x", StringComparison.Ordinal)
        orderby path == "/api/v1/session" // it signs out
        select (method, path);

    async Task<HttpResponseMessage> Send(string key, string path, string body, HttpMethod? method = null, HttpClient? client = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Post, path) { Content = Wire.Json(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await (client ?? _host.Admin).SendAsync(request, Wire.Token);
    }

    static async Task<string> Bytes(HttpResponseMessage answer) =>
        Convert.ToHexString(await answer.Content.ReadAsByteArrayAsync(Wire.Token));
}
