using System.Net;
using Watchfloor.Tests.Api.Tenants;

namespace Watchfloor.Tests.Api.Doors;

/// <summary>Keys and cookies that are none of ours, in any number, and who works behind the same address meanwhile.</summary>
public sealed class WrongKeyTests : IAsyncLifetime
{
    const string Me = "/api/v1/me";
    const int Flood = 300;
    readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Wrong_keys_stop_costing_the_store_anything_and_are_told_to_wait()
    {
        var before = _host.Store.KeyLookups;
        var last = await Guess();
        Assert.InRange(_host.Store.KeyLookups - before, 20, Flood - 100);
        await last.IsProblem(HttpStatusCode.TooManyRequests);
        Assert.True(last.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    [Fact]
    public async Task Forged_cookies_stop_costing_the_store_anything_and_are_told_to_wait()
    {
        var before = _host.Sessions.Lookups;
        HttpResponseMessage? last = null;
        for (var i = 0; i < Flood; i++)
            last = await WithCookie($"watchfloor=forged-{i}");
        Assert.InRange(_host.Sessions.Lookups - before, 20, Flood - 100);
        await last!.IsProblem(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Who_is_known_works_on_behind_the_address_of_a_flood_and_people_sign_in_there()
    {
        var wall = await Make();
        await (await _host.Client(wall).Get(Me)).Is(HttpStatusCode.OK);
        var screen = new Visitor(_host.Stranger);
        Assert.Equal(HttpStatusCode.NoContent, (await screen.SignIn(wall)).StatusCode);
        await (await screen.Me()).Is(HttpStatusCode.OK);
        await (await Guess()).IsProblem(HttpStatusCode.TooManyRequests);

        _host.Forward(TimeSpan.FromSeconds(11)); // what was remembered of the key is looked up again
        await (await Guess()).IsProblem(HttpStatusCode.TooManyRequests);
        await (await _host.Client(wall).Get(Me)).Is(HttpStatusCode.OK);
        await (await screen.Me()).Is(HttpStatusCode.OK);
        using var link = await _host.Stranger.Post("/api/v1/session", $$"""{"token":"{{_host.Links.Issue()}}"}""");
        Assert.Equal(HttpStatusCode.NoContent, link.StatusCode);
        var body = """{"login":"ana","name":"Ana","role":"viewer","password":"four random words here"}""";
        await (await _host.Admin.Post("/api/v1/users", body)).Is(HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.NoContent, (await new Visitor(_host.Stranger).SignIn("ana", "four random words here")).StatusCode);
    }

    [Fact]
    public async Task A_key_that_was_taken_away_is_a_wrong_one()
    {
        var made = await (await _host.Admin.Post("/api/v1/api-keys", """{"name":"Wall","role":"viewer"}""")).Is(HttpStatusCode.Created);
        using var wall = _host.Client(made.GetProperty("key").GetString());
        await (await wall.Get(Me)).Is(HttpStatusCode.OK);
        await _host.Admin.DeleteAsync($"/api/v1/api-keys/{made.GetProperty("id")}", Wire.Token);
        var before = _host.Store.KeyLookups;
        for (var i = 0; i < Flood; i++)
            await (await wall.Get(Me)).IsProblem(HttpStatusCode.Unauthorized);
        Assert.InRange(_host.Store.KeyLookups - before, 1, Flood - 100);
    }

    [Fact]
    public async Task One_screen_with_a_wrong_key_takes_nothing_from_those_beside_it()
    {
        var fresh = await Make();
        using var wall = _host.Client("wf_of-a-screen-that-was-forgotten");
        for (var i = 0; i < Flood; i++)
            await (await wall.Get(Me)).IsProblem(HttpStatusCode.Unauthorized);
        await (await _host.Client(fresh).Get(Me)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Many_screens_behind_one_address_are_never_told_to_wait()
    {
        var keys = new List<string>();
        for (var i = 0; i < 250; i++)
            keys.Add(await Make());
        var answers = await Task.WhenAll(keys.Select(key => _host.Client(key).Get(Me)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var signedIn = await Task.WhenAll(keys.Select(key => new Visitor(_host.Stranger).SignIn(key)));
        Assert.All(signedIn, answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
    }

    [Fact]
    public async Task After_a_while_an_address_may_show_new_keys_again()
    {
        var fresh = await Make();
        await (await Guess()).IsProblem(HttpStatusCode.TooManyRequests);
        await (await _host.Client(fresh).Get(Me)).IsProblem(HttpStatusCode.TooManyRequests);
        _host.Forward(TimeSpan.FromMinutes(10));
        await (await _host.Client(fresh).Get(Me)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_caller_that_is_refused_again_and_again_meets_its_limit_too()
    {
        var hasty = _host.Client(await Make(""","requestsPerSecond":1"""));
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => hasty.Post("/api/v1/facilities", "{}")));
        await answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).IsProblem(HttpStatusCode.TooManyRequests);
        Assert.InRange(_host.Audit.Entries.Count(entry => entry.Status == 403), 1, 25);
        var lost = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => hasty.Get("/api/v1/nothing-here")));
        Assert.Contains(lost, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
    }

    async Task<HttpResponseMessage> Guess()
    {
        HttpResponseMessage? last = null;
        for (var i = 0; i < Flood; i++)
            last = await _host.Client($"wf_guess-{i}").Get(Me);
        return last!;
    }

    Task<HttpResponseMessage> WithCookie(string cookie)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Me);
        request.Headers.Add("Cookie", cookie);
        return _host.Stranger.SendAsync(request, Wire.Token);
    }

    async Task<string> Make(string more = "")
    {
        var made = await _host.Admin.Post("/api/v1/api-keys", $$"""{"name":"Wall","role":"viewer"{{more}}}""");
        return (await made.Is(HttpStatusCode.Created)).GetProperty("key").GetString()!;
    }
}
