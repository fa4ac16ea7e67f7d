using System.Net;

namespace Watchfloor.Tests.Api.Doors;

/// <summary>Who calls, and over what, where a proxy stands in front; this machine plays the proxy.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task Behind_a_trusted_proxy_each_caller_has_its_own_address_and_a_cookie_for_https_alone()
    {
        await using var server = await RealServer.Start("10.0.0.0/8", "127.0.0.1/32");
        await WrongUntilRefused(server, "198.51.100.1");
        await WrongUntilRefused(server, "198.51.100.1, 10.1.2.3");
        // what a caller claims of itself stands before what the proxy saw
        await (await SignIn(server, "203.0.113.9, 198.51.100.1", "wrong")).IsProblem(HttpStatusCode.TooManyRequests);
        await (await SignIn(server, "198.51.100.2", "wrong")).IsProblem(HttpStatusCode.Unauthorized);

        using var signedIn = await SignIn(server, "198.51.100.3", server.AdminKey);
        Assert.Contains("; secure", signedIn.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData()]
    [InlineData("10.0.0.0/8")]
    public async Task Nobody_else_is_believed(params string[] proxies)
    {
        await using var server = await RealServer.Start(proxies);
        await WrongUntilRefused(server, "198.51.100.1");
        await (await SignIn(server, "198.51.100.2", "wrong")).IsProblem(HttpStatusCode.TooManyRequests);
        await using var fresh = await RealServer.Start(proxies);
        using var signedIn = await SignIn(fresh, "198.51.100.3", fresh.AdminKey);
        Assert.DoesNotContain("; secure", signedIn.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    static async Task WrongUntilRefused(RealServer server, string through)
    {
        for (var tries = 0; (await SignIn(server, through, $"wf_{tries}")).StatusCode != HttpStatusCode.TooManyRequests; tries++)
            Assert.True(tries < 300, $"{through} may guess on and on");
    }

    static async Task<HttpResponseMessage> SignIn(RealServer server, string through, string key)
    {
        using var client = server.ClientOf(null);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", through);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        return await client.Post("/api/v1/session", $$"""{"key":"{{key}}"}""");
    }
}
