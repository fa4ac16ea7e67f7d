using System.Net;
using Orleans.Runtime;

namespace Watchfloor.Tests.Api;

public sealed class FaultTests : IAsyncLifetime
{
    const string Boiler = """{"source":"scada-1","severity":"high","category":"pressure","title":"Boiler 2"}""";
    readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_stale_activation_is_asked_again_with_the_same_request()
    {
        Break(3, new StaleActivationException());
        await (await _host.Ingest.Post(Wire.Ingest, Boiler)).Is(HttpStatusCode.Created);
        Assert.Equal(4, _host.Grains.Calls.Count);
        Assert.Single(_host.Grains.Calls.Select(call => call.Request).Distinct());
    }

    [Fact]
    public async Task A_grain_that_stays_stale_is_not_available()
    {
        Break(4, new StaleActivationException());
        await IsNotNow(await _host.Ingest.Post(Wire.Ingest, Boiler));
    }

    [Fact]
    public async Task Trouble_behind_the_api_says_to_come_back()
    {
        Exception[] troubles =
        [
            new TimeoutException("slow"),
            new SiloUnavailableException(),
            new IOException("disk"),
            new StoreFailedException("disk"),
            new OperationCanceledException(),
        ];
        foreach (var trouble in troubles)
        {
            Break(1, trouble);
            await IsNotNow(await _host.Ingest.Post(Wire.Ingest, Boiler));
        }
        _host.Store.Failure = new IOException("/var/lib/secret-path");
        await IsNotNow(await _host.Admin.Get("/api/v1/rules"));
    }

    [Fact]
    public async Task What_the_database_cannot_keep_is_refused_and_said_to_be_in_vain()
    {
        Break(1, new StaleActivationException("index row size 3024 exceeds 2704") { IsUnfit = true });
        await IsInVain();
        Break(1, new StoreFailedException("index row size 3024 exceeds 2704") { IsUnfit = true });
        await IsInVain();
    }

    async Task IsInVain()
    {
        _host.Grains.Calls.Clear();
        using var answer = await _host.Ingest.Post(Wire.Ingest, Boiler);
        Assert.Single(_host.Grains.Calls);
        var problem = await answer.IsProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("cannot keep", problem.GetProperty("detail").GetString());
        Assert.DoesNotContain("index row", problem.ToString());
    }

    [Theory]
    [InlineData("/api/v1/events/bulk", """{"action":"acknowledge","ids":["e-1","e-2"]}""")]
    [InlineData(
        "/api/v1/events/ingest/batch",
        """[{"source":"s","severity":"low","category":"c","title":"a"},{"source":"s","severity":"low","category":"c","title":"b"}]"""
    )]
    public async Task What_the_database_cannot_keep_of_many_is_refused_one_by_one(string path, string body)
    {
        _host.Events.Change(Samples.Event("e-1"));
        _host.Events.Change(Samples.Event("e-2"));
        Break(2, new StaleActivationException("too long") { IsUnfit = true });
        using var answer = await _host.Admin.Post(path, body);
        var results = (await answer.Is(HttpStatusCode.OK)).GetProperty("results").EnumerateArray();
        Assert.Equal([422, 422], results.Select(result => result.GetProperty("problem").GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task What_nobody_expected_tells_nothing_but_a_trace()
    {
        Break(1, new InvalidOperationException("password=hunter2"));
        using var answer = await _host.Ingest.Post(Wire.Ingest, Boiler);
        var problem = await answer.IsProblem(HttpStatusCode.InternalServerError);
        Assert.DoesNotContain("hunter2", problem.ToString());
    }

    void Break(int times, Exception fault)
    {
        for (var i = 0; i < times; i++)
            _host.Grains.Faults.Enqueue(fault);
    }

    static async Task IsNotNow(HttpResponseMessage answer)
    {
        var problem = await answer.IsProblem(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.DoesNotContain("secret-path", problem.ToString());
    }
}
