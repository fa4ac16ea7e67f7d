using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Watchfloor.Tests.Api.Fakes;

namespace Watchfloor.Tests.Api;

/// <summary>Sign-in links where several processes serve: they share the keys of the installation and its store.</summary>
public sealed class SharedLinkTests : IAsyncLifetime
{
    const string Session = "/api/v1/session";

    readonly ApiHost _first;
    readonly ApiHost _second;
    readonly ApiHost _elsewhere = new();

    public SharedLinkTests()
    {
        var (store, keys) = (new FakeAnswers(), new EphemeralDataProtectionProvider());
        (_first, _second) = (Process(), Process());

        ApiHost Process() => new() { Answers = store, Keys = keys };
    }

    public async ValueTask InitializeAsync()
    {
        foreach (var host in new[] { _first, _second, _elsewhere })
            await host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in new[] { _first, _second, _elsewhere })
            await host.DisposeAsync();
    }

    [Fact]
    public async Task A_link_of_one_process_signs_in_at_another_and_then_nowhere()
    {
        var token = _first.Links.Issue();
        Assert.Equal(HttpStatusCode.NoContent, await SignIn(_second, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignIn(_first, token));
    }

    [Fact]
    public async Task A_link_that_many_open_at_once_signs_one_in()
    {
        var token = _first.Links.Issue();
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => SignIn(n % 2 == 0 ? _first : _second, token)));
        Assert.Single(tries, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_link_that_was_sealed_elsewhere_or_cut_short_signs_nobody_in()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await SignIn(_first, _elsewhere.Links.Issue()));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignIn(_first, _first.Links.Issue()[..^4]));
    }

    static async Task<HttpStatusCode> SignIn(ApiHost host, string token)
    {
        using var answer = await host.Stranger.Post(Session, $$"""{"token":"{{token}}"}""");
        return answer.StatusCode;
    }
}
