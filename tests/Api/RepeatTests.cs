using System.Net;
using Orleans.Runtime;

namespace Watchfloor.Tests.Api;

/// <summary>In a cluster the api repeats what ended without an answer; a single server leaves that to its callers.</summary>
public sealed class RepeatTests : IAsyncLifetime
{
    const string Boiler = """{"source":"scada-1","severity":"high","category":"pressure","title":"Boiler 2"}""";
    readonly ApiHost _host = new() { Patience = new(TimeSpan.FromSeconds(30)) };
    readonly ApiHost _alone = new();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        await _alone.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _alone.DisposeAsync();
    }

    [Fact]
    public async Task A_call_to_a_silo_that_died_is_repeated_with_the_same_request_until_another_one_answers()
    {
        foreach (
            var fault in new Exception[] { new SiloUnavailableException(), new OrleansException("may have run"), new TimeoutException() }
        )
            _host.Grains.Faults.Enqueue(fault);
        await (await _host.Ingest.Post(Wire.Ingest, Boiler)).Is(HttpStatusCode.Created);
        Assert.Equal(4, _host.Grains.Calls.Count);
        Assert.Single(_host.Grains.Calls.Select(call => call.Request).Distinct());
    }

    [Fact]
    public async Task A_silo_with_too_much_to_do_is_not_asked_again()
    {
        _host.Grains.Faults.Enqueue(new LimitExceededException("full"));
        await (await _host.Ingest.Post(Wire.Ingest, Boiler)).IsProblem(HttpStatusCode.ServiceUnavailable);
        Assert.Single(_host.Grains.Calls);
    }

    [Fact]
    public async Task A_server_that_is_alone_says_at_once_that_the_caller_may_repeat()
    {
        _alone.Grains.Faults.Enqueue(new SiloUnavailableException());
        using var answer = await _alone.Ingest.Post(Wire.Ingest, Boiler);
        await answer.IsProblem(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Single(_alone.Grains.Calls);
    }
}
