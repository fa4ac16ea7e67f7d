using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Watchfloor.Tests.Api.Fakes;

namespace Watchfloor.Tests.Api;

/// <summary>The same wish at several processes: they share the first answers, and nothing else.</summary>
public sealed class SharedWishTests : IAsyncLifetime
{
    const string Boiler = """{"source":"scada-1","severity":"high","category":"pressure","title":"Boiler 2"}""";
    const string Works = """{"name":"Waterworks"}""";

    readonly FakeAnswers _answers = new();
    readonly ApiHost _first;
    readonly ApiHost _second;

    public SharedWishTests()
    {
        var keys = new EphemeralDataProtectionProvider();
        (_first, _second) = (Process(), Process());

        ApiHost Process() => new() { Answers = _answers, Keys = keys };
    }

    public async ValueTask InitializeAsync()
    {
        await _first.InitializeAsync();
        await _second.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Of_fifty_at_once_one_is_done_and_the_others_see_its_answer_or_are_told_to_wait()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Send(n % 2 == 0 ? _first : _second, Wire.Ingest, Boiler)));

        Assert.Equal(1, _first.Grains.Calls.Count + _second.Grains.Calls.Count);
        var done = answers.Where(answer => answer.StatusCode == HttpStatusCode.Created).ToList();
        Assert.Single(done, answer => !answer.Headers.Contains("Idempotent-Replayed"));
        Assert.Single((await Task.WhenAll(done.Select(answer => answer.Content.ReadAsStringAsync(Wire.Token)))).Distinct());
        Assert.All(answers.Except(done), answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
        Assert.Equal(HttpStatusCode.Created, (await Send(_second, Wire.Ingest, Boiler)).StatusCode);
    }

    [Fact]
    public async Task While_one_does_it_another_says_so_whatever_it_is_asked_under_that_key()
    {
        _answers.Hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = Send(_first, Wire.Ingest, Boiler);
        await _answers.Asked.Task.WaitAsync(Wire.Token);

        foreach (var (path, body) in new[] { (Wire.Ingest, Boiler), ("/api/v1/facilities", Works) })
        {
            using var meanwhile = await Send(_second, path, body);
            var problem = await meanwhile.IsProblem(HttpStatusCode.Conflict);
            Assert.EndsWith("in-flight", problem.GetProperty("type").GetString());
            Assert.NotNull(meanwhile.Headers.RetryAfter);
        }

        _answers.Hold.SetResult();
        Assert.Equal(HttpStatusCode.Created, (await first).StatusCode);
        Assert.True((await Send(_second, Wire.Ingest, Boiler)).Headers.Contains("Idempotent-Replayed"));
        await (await Send(_second, "/api/v1/facilities", Works)).IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Empty(_second.Grains.Calls);
    }

    [Fact]
    public async Task What_one_could_not_do_another_may_try_at_once()
    {
        _first.Grains.Faults.Enqueue(new StoreFailedException("the disk is full"));
        await (await Send(_first, Wire.Ingest, Boiler)).IsProblem(HttpStatusCode.ServiceUnavailable);
        await (await Send(_first, Wire.Ingest, "{")).IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.Created, (await Send(_second, Wire.Ingest, Boiler)).StatusCode);
    }

    static async Task<HttpResponseMessage> Send(ApiHost host, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Wire.Json(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", "w-1");
        return await host.Admin.SendAsync(request, Wire.Token);
    }
}
