using System.Net;

namespace Watchfloor.Tests.Api.Tenants;

/// <summary>A session that a key began opens as long as that key does, and no longer.</summary>
public sealed class KeySessionTests : IAsyncLifetime
{
    const string Keys = "/api/v1/api-keys";
    const int Most = 512;
    readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_session_ends_with_the_key_that_began_it_and_not_with_the_one_that_came_after()
    {
        var (id, old) = await Make();
        var thief = await SignedIn(old);
        var turned = await (await _host.Admin.Post($"{Keys}/{id}/rotate", """{"overlap":"PT1H"}""")).Is(HttpStatusCode.OK);
        var owner = await SignedIn(turned.GetProperty("key").GetString()!);
        await (await thief.Me()).Is(HttpStatusCode.OK);
        _host.Forward(TimeSpan.FromHours(1));
        await (await thief.Me()).IsProblem(HttpStatusCode.Unauthorized);
        await (await owner.Me()).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_an_overlap_a_session_ends_at_once()
    {
        var (id, old) = await Make();
        var thief = await SignedIn(old);
        await (await _host.Admin.Post($"{Keys}/{id}/rotate", """{"overlap":"PT0S"}""")).Is(HttpStatusCode.OK);
        await (await thief.Me()).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_new_key_of_the_installation_ends_the_sessions_of_the_old_one()
    {
        await using var server = await RealServer.Start();
        string? old = null;
        await server.Restart(data => old = File.ReadAllText(Path.Combine(data, "admin.key")));
        var thief = new Visitor(server.ClientOf(null));
        Assert.Equal(HttpStatusCode.NoContent, (await thief.SignIn(old!)).StatusCode);
        await server.Restart();
        using (var still = server.Client(thief.Cookie))
            await (await still.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        await server.Restart(data => File.Delete(Path.Combine(data, "admin.key")));
        using var ended = server.Client(thief.Cookie);
        await (await ended.Get("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_that_signs_in_without_end_has_to_wait_and_its_oldest_sessions_end()
    {
        var (_, key) = await Make();
        var signedIn = new List<Visitor>();
        await SignInUntilRefused(key, signedIn);
        Assert.True(signedIn.Count >= 256, "many screens that start at once must not wait");
        await SignedIn((await Make()).Key);
        await (await signedIn[0].Me()).Is(HttpStatusCode.OK);

        while (signedIn.Count < Most + 10)
        {
            _host.Forward(TimeSpan.FromMinutes(10));
            await SignInUntilRefused(key, signedIn);
        }
        await (await signedIn[0].Me()).IsProblem(HttpStatusCode.Unauthorized);
        await (await signedIn[^(Most - 10)].Me()).Is(HttpStatusCode.OK);
        await (await signedIn[^1].Me()).Is(HttpStatusCode.OK);
    }

    async Task SignInUntilRefused(string key, List<Visitor> signedIn)
    {
        var before = signedIn.Count;
        HttpResponseMessage answer;
        while ((answer = await SignIn(key, signedIn)).StatusCode == HttpStatusCode.NoContent)
            Assert.True(signedIn.Count - before < 500, "a key may sign in on and on");
        await answer.IsProblem(HttpStatusCode.TooManyRequests);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    async Task<HttpResponseMessage> SignIn(string key, List<Visitor> signedIn)
    {
        var visitor = new Visitor(_host.Stranger);
        var answer = await visitor.SignIn(key);
        if (answer.StatusCode == HttpStatusCode.NoContent)
            signedIn.Add(visitor);
        return answer;
    }

    async Task<Visitor> SignedIn(string key)
    {
        var visitor = new Visitor(_host.Stranger);
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.SignIn(key)).StatusCode);
        return visitor;
    }

    async Task<(string Id, string Key)> Make()
    {
        var made = await (await _host.Admin.Post(Keys, """{"name":"Wall","role":"viewer"}""")).Is(HttpStatusCode.Created);
        return (made.GetProperty("id").GetString()!, made.GetProperty("key").GetString()!);
    }
}
