using System.Net;
using System.Text;
using System.Text.Json;

namespace Watchfloor.Tests.Api.Tenants;

public sealed class KeyTests(ApiHost host) : IClassFixture<ApiHost>
{
    const string Keys = "/api/v1/api-keys";
    const string Me = "/api/v1/me";

    [Fact]
    public async Task A_key_is_told_once_and_opens_with_its_role()
    {
        var (id, key) = await Make("""{"name":"Dashboard","role":"viewer"}""");
        Assert.Matches("^wf_[0-9a-f]{64}$", key);
        var me = await (await host.Client(key).Get(Me)).Is(HttpStatusCode.OK);
        Assert.Equal((id, "Dashboard", "viewer"), (Text(me, "id"), Text(me, "name"), Text(me, "role")));
        foreach (var path in (string[])[Keys, $"{Keys}/{id}"])
        {
            var told = (await (await host.Admin.Get(path)).Is(HttpStatusCode.OK)).ToString();
            Assert.Contains("Dashboard", told);
            Assert.DoesNotContain(key, told);
            Assert.DoesNotContain("hash", told, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_key_that_is_taken_away_opens_nothing_from_the_answer_on()
    {
        var (id, key) = await Make("""{"name":"Old","role":"viewer"}""");
        await (await host.Client(key).Get(Me)).Is(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.DeleteAsync($"{Keys}/{id}", Wire.Token)).StatusCode);
        await (await host.Client(key).Get(Me)).IsProblem(HttpStatusCode.Unauthorized);
        await (await host.Admin.Get($"{Keys}/{id}")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_live_stream_ends_when_its_key_is_taken_away()
    {
        var (id, key) = await Make("""{"name":"Wall","role":"viewer"}""");
        using var wall = host.Client(key);
        using var stream = await SseReader.Open(wall, null);
        host.Events.Change(Samples.Event(Samples.NextId()));
        Assert.NotNull(await stream.NextOrEnd());
        await host.Admin.DeleteAsync($"{Keys}/{id}", Wire.Token);
        host.Forward(TimeSpan.FromSeconds(5));
        host.Events.Change(Samples.Event(Samples.NextId()));
        Assert.Null(await stream.NextOrEnd());
    }

    [Fact]
    public async Task A_key_that_is_rotated_opens_beside_the_new_one_until_the_overlap_is_over()
    {
        var (id, old) = await Make("""{"name":"Turning","role":"viewer"}""");
        await (await host.Client(old).Get(Me)).Is(HttpStatusCode.OK);
        var turned = await (await host.Admin.Post($"{Keys}/{id}/rotate", """{"overlap":"PT1H"}""")).Is(HttpStatusCode.OK);
        var fresh = Text(turned, "key");
        Assert.Equal(id, Text(turned, "id"));
        await (await host.Client(old).Get(Me)).Is(HttpStatusCode.OK);
        await (await host.Client(fresh).Get(Me)).Is(HttpStatusCode.OK);
        var without = await (await host.Admin.Post($"{Keys}/{id}/rotate", """{"overlap":"PT0S"}""")).Is(HttpStatusCode.OK);
        await (await host.Client(fresh).Get(Me)).IsProblem(HttpStatusCode.Unauthorized);
        await (await host.Client(Text(without, "key")).Get(Me)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_that_ran_out_is_refused_with_a_reason()
    {
        var (id, key) = await Make("""{"name":"Visitor","role":"viewer","expiresIn":"PT1H"}""");
        await (await host.Client(key).Get(Me)).Is(HttpStatusCode.OK);
        host.Forward(TimeSpan.FromHours(1));
        var problem = await (await host.Client(key).Get(Me)).IsProblem(HttpStatusCode.Unauthorized);
        Assert.Contains("ran out", Text(problem, "detail"));
        await (await host.Admin.Post($"{Keys}/{id}/rotate", "{}")).IsProblem(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("""{"name":"","role":"viewer"}""", "name")]
    [InlineData("""{"name":"x","role":"viewer","expiresAt":"2020-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"name":"x","role":"viewer","expiresIn":"PT0S"}""", "expiresIn")]
    [InlineData("""{"name":"x","role":"viewer","sources":["a"]}""", "sources")]
    [InlineData("""{"name":"x","role":"ingest","requestsPerSecond":0}""", "requestsPerSecond")]
    [InlineData("""{"name":"x","role":"ingest","maxBodyBytes":1}""", "maxBodyBytes")]
    public async Task A_senseless_key_is_refused(string body, string field) =>
        await (await host.Admin.Post(Keys, body)).IsProblem(HttpStatusCode.UnprocessableEntity).Names(field);

    [Fact]
    public async Task An_overlap_is_at_most_thirty_days()
    {
        var (id, _) = await Make("""{"name":"x","role":"viewer"}""");
        await (await host.Admin.Post($"{Keys}/{id}/rotate", """{"overlap":"P31D"}"""))
            .IsProblem(HttpStatusCode.UnprocessableEntity)
            .Names("overlap");
    }

    [Fact]
    public async Task A_key_with_sources_writes_as_those_alone()
    {
        var (_, key) = await Make("""{"name":"North","role":"ingest","sources":["scada-north"]}""");
        using var north = host.Client(key);
        const string Detection = """{"source":"scada-north","severity":"low","category":"x","title":"T"}""";
        await (await north.Post(Wire.Ingest, Detection)).Is(HttpStatusCode.Created);
        await (await north.Post(Wire.Ingest, Detection.Replace("north", "south"))).IsProblem(HttpStatusCode.Forbidden);
        const string Batch =
            """{"version":1,"source":"scada-north","seq":1,"samples":[{"tag":"p/x","at":"2026-01-05T06:00:00Z","value":1,"quality":192}]}""";
        await (await north.Post("/api/v1/telemetry", Batch)).Is(HttpStatusCode.OK);
        await (await north.Post("/api/v1/telemetry", Batch.Replace("north", "south"))).IsProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_that_asks_too_often_is_told_to_wait()
    {
        var (_, key) = await Make("""{"name":"Hasty","role":"admin","requestsPerSecond":1}""");
        using var hasty = host.Client(key);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => hasty.Get(Me)));
        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        await refused.IsProblem(HttpStatusCode.TooManyRequests);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_may_be_held_to_smaller_bodies()
    {
        var (_, key) = await Make("""{"name":"Small","role":"ingest","maxBodyBytes":1024}""");
        var title = new string('x', 290);
        var large = $$"""{"source":"s","severity":"low","category":"x","title":"{{title}}","description":"{{new string('y', 2000)}}"}""";
        await (await host.Client(key).Post(Wire.Ingest, large)).IsProblem(HttpStatusCode.RequestEntityTooLarge);
        await (await host.Ingest.Post(Wire.Ingest, large)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_wish_for_a_key_that_is_made_again_is_told_the_same_key_which_no_book_holds_readable()
    {
        using var ana = host.Admin;
        ana.DefaultRequestHeaders.Add("Idempotency-Key", "the-same-key");
        var first = await (await ana.Post(Keys, """{"name":"Once","role":"viewer"}""")).Is(HttpStatusCode.Created);
        var again = await (await ana.Post(Keys, """{"name":"Once","role":"viewer"}""")).Is(HttpStatusCode.Created);
        Assert.Equal(Text(first, "key"), Text(again, "key"));
        var kept = await host.Answers.Find(TenantId.Default, "key-admin", "the-same-key", Wire.Token);
        Assert.DoesNotContain(Text(first, "key"), Encoding.UTF8.GetString(kept!.Body.Span));
    }

    [Fact]
    public async Task A_key_is_changed_on_the_version_that_was_read()
    {
        var (id, _) = await Make("""{"name":"Versioned","role":"viewer"}""");
        var tag = (await host.Admin.Get($"{Keys}/{id}")).Headers.ETag!.Tag;
        using var ana = host.Admin;
        ana.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "\"99\"");
        await (await ana.Post($"{Keys}/{id}/rotate", "{}")).IsProblem(HttpStatusCode.PreconditionFailed);
        ana.DefaultRequestHeaders.Remove("If-Match");
        ana.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", tag);
        await (await ana.Post($"{Keys}/{id}/rotate", "{}")).Is(HttpStatusCode.OK);
    }

    async Task<(string Id, string Key)> Make(string body)
    {
        var made = await (await host.Admin.Post(Keys, body)).Is(HttpStatusCode.Created);
        return (Text(made, "id"), Text(made, "key"));
    }

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
