using System.Net;
using System.Text;
using System.Text.Json;

namespace Watchfloor.Tests.Api.Sources;

public sealed class BatchTests(SourceHouse house) : IClassFixture<SourceHouse>
{
    const string Path = "/api/v1/events/ingest/batch";

    [Fact]
    public async Task Each_item_gets_its_own_result_in_its_place()
    {
        var results = await Send(
            $$"""[{{Seen("batch-a", "x-1")}},{{Seen("batch-a", "x-2")}},{{Seen("batch-a", "x-1")}},{{Seen("batch-b", "x-3")}}]"""
        );
        Assert.Equal([0, 1, 2, 3], results.Select(result => result.GetProperty("index").GetInt32()));
        Assert.Equal(["created", "merged", "duplicate", "created"], results.Select(Outcome));
        Assert.Equal(2, (await house.Event(results[0].GetProperty("eventId").GetString())).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task What_is_wrong_with_one_item_loses_none_beside_it()
    {
        var results = await Send(
            $$"""[{{Seen("fine-1", "y-1")}}, 7, {"source":"s"}, {{Seen("No slug", "y-2")}}, null, {{Seen("fine-2", "y-3", "nowhere")}}, {{Seen("fine-2", "y-4")}}]"""
        );
        Assert.Equal(["created", "400", "400", "422", "400", "422", "created"], results.Select(Outcome));
        Assert.True(results[5].GetProperty("problem").GetProperty("errors").TryGetProperty("facilityId", out _));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(5_000)]
    public async Task An_item_that_is_nested_too_deep_is_refused_alone(int depth)
    {
        var deep = $"{{\"source\":{new string('[', depth)}{new string(']', depth)}}}";
        var results = await Send($"[{Seen("deep", $"deep-{depth}-1")}, {deep}, {Seen("deep", $"deep-{depth}-2")}]");
        Assert.Equal("400", Outcome(results[1]));
        Assert.All([results[0], results[2]], result => Assert.Contains(Outcome(result), new[] { "created", "merged" }));
    }

    [Fact]
    public async Task Lines_are_taken_as_well_and_a_broken_one_loses_none_beside_it()
    {
        var lines = $"{Seen("lines", "z-1")}\n\n{{\"source\":\n{Seen("lines", "z-2")}\r\n";
        using var body = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var answer = await house.Ingest.PostAsync(Path, body, Wire.Token);
        var results = (await answer.Is(HttpStatusCode.OK)).GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["created", "400", "merged"], results.Select(Outcome));
    }

    [Fact]
    public async Task A_thousand_are_taken_at_once_and_one_more_is_not()
    {
        string Many(int count) => $"[{string.Join(",", Enumerable.Range(0, count).Select(i => Seen("many", $"many-{i}")))}]";
        await (await house.Ingest.Post(Path, Many(1_001))).IsProblem(HttpStatusCode.BadRequest);
        var results = await Send(Many(1_000));
        Assert.Equal(("created", 999), (Outcome(results[0]), results.Count(result => Outcome(result) == "merged")));
        Assert.All(await Send(Many(1_000)), result => Assert.Equal("duplicate", Outcome(result)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[{}")]
    [InlineData("[{}] x")]
    public async Task What_is_no_batch_is_refused_whole(string body) =>
        await (await house.Ingest.Post(Path, body)).IsProblem(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_named_batch_is_done_once_and_answered_the_same()
    {
        var body = $"[{Seen("named", null)}]";
        var (first, second) = (await Named(body), await Named(body));
        Assert.Equal(first, second);
        Assert.Contains("created", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_of_a_source_that_the_key_may_not_be_is_refused_alone()
    {
        using var own = house.Client(await house.Key("""{"name":"Just one","role":"ingest","sources":["batch"]}"""));
        using var answer = await own.Post(Path, $$"""[{{Seen("own", "o-1")}},{{Seen("own", "o-2").Replace("\"batch\"", "\"other\"")}}]""");
        var results = (await answer.Is(HttpStatusCode.OK)).GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["created", "403"], results.Select(Outcome));
    }

    async Task<List<JsonElement>> Send(string body) =>
        [.. (await (await house.Ingest.Post(Path, body)).Is(HttpStatusCode.OK)).GetProperty("results").EnumerateArray()];

    async Task<string> Named(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = Wire.Json(body) };
        request.Headers.Add("Idempotency-Key", "one-batch");
        using var answer = await house.Ingest.SendAsync(request, Wire.Token);
        return await answer.Content.ReadAsStringAsync(Wire.Token);
    }

    static string Outcome(JsonElement result) =>
        result.TryGetProperty("outcome", out var outcome)
            ? outcome.GetString()!
            : $"{result.GetProperty("problem").GetProperty("status").GetInt32()}";

    static string Seen(string category, string? externalId, string? facilityId = null) =>
        JsonSerializer.Serialize(
            new
            {
                source = "batch",
                externalId,
                severity = "low",
                category,
                title = "Seen",
                facilityId,
            }
        );
}
