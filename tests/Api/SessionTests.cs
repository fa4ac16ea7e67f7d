using System.Net;
using Watchfloor.Tests.Api.Fakes;

namespace Watchfloor.Tests.Api;

public sealed class SessionTests(ApiHost host) : IClassFixture<ApiHost>
{
    const string Session = "/api/v1/session";

    [Fact]
    public async Task A_sign_in_link_works_once()
    {
        var token = host.Links.Issue();
        using var first = await host.Stranger.Post(Session, $$"""{"token":"{{token}}"}""");
        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        using var second = await host.Stranger.Post(Session, $$"""{"token":"{{token}}"}""");
        await second.IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Opening_a_sign_in_link_signs_in_once_and_takes_the_token_out_of_the_address()
    {
        var link = $"/sign-in?token={host.Links.Issue()}";
        using var opened = await host.Stranger.GetAsync(link, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (opened.StatusCode, opened.Headers.Location?.ToString()));
        var me = await (await Send(HttpMethod.Get, "/api/v1/me", opened.Headers.GetValues("Set-Cookie").Single())).Is(HttpStatusCode.OK);
        Assert.Equal("admin", me.GetProperty("role").GetString());
        using var again = await host.Stranger.GetAsync(link, TestContext.Current.CancellationToken);
        Assert.False(again.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_browser_that_fetches_ahead_does_not_use_a_sign_in_link_up()
    {
        var token = host.Links.Issue();
        using var ahead = new HttpRequestMessage(HttpMethod.Get, $"/sign-in?token={token}");
        ahead.Headers.Add("Sec-Purpose", "prefetch");
        using var nothing = await host.Stranger.SendAsync(ahead, TestContext.Current.CancellationToken);
        Assert.False(nothing.Headers.Contains("Set-Cookie"));
        using var visit = await host.Stranger.GetAsync($"/sign-in?token={token}", TestContext.Current.CancellationToken);
        Assert.True(visit.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_sign_in_link_runs_out_after_a_quarter_of_an_hour()
    {
        var token = host.Links.Issue();
        host.Forward(TimeSpan.FromMinutes(15));
        using var answer = await host.Stranger.Post(Session, $$"""{"token":"{{token}}"}""");
        await answer.IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        var cookie = await SignIn();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_session_knows_who_it_is()
    {
        var me = await (await Send(HttpMethod.Get, "/api/v1/me", await SignIn())).Is(HttpStatusCode.OK);
        Assert.Equal(("admin", "main"), (me.GetProperty("role").GetString(), me.GetProperty("tenant").GetString()));
    }

    [Fact]
    public async Task A_key_signs_in_with_its_own_role()
    {
        using var answer = await host.Stranger.Post(Session, $$"""{"key":"{{FakeStore.IngestKey}}"}""");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        var me = await (await Send(HttpMethod.Get, "/api/v1/me", cookie)).Is(HttpStatusCode.OK);
        Assert.Equal(("ingest", "Connector"), (me.GetProperty("role").GetString(), me.GetProperty("name").GetString()));
        await (await Send(HttpMethod.Get, "/api/v1/events", cookie)).IsProblem(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("""{"key":"wf_wrong"}""", HttpStatusCode.Unauthorized)]
    [InlineData("""{"token":""}""", HttpStatusCode.Unauthorized)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"token":"a","key":"b"}""", HttpStatusCode.BadRequest)]
    public async Task Signing_in_with_nothing_that_fits_is_a_problem(string body, HttpStatusCode status) =>
        await (await host.Stranger.Post(Session, body)).IsProblem(status);

    [Fact]
    public async Task Signing_out_ends_the_session_for_copies_of_the_cookie_too()
    {
        var cookie = await SignIn();
        using var answer = await Send(HttpMethod.Delete, Session, cookie);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await (await Send(HttpMethod.Get, "/api/v1/me", cookie)).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.NotFound)]
    [InlineData("X-Other", "none", HttpStatusCode.NotFound)]
    public async Task A_cookie_changes_things_only_from_our_own_page(string header, string value, HttpStatusCode expected) =>
        await (await Send(HttpMethod.Post, "/api/v1/events/boiler-2/close", await SignIn(), header, value)).IsProblem(expected);

    [Fact]
    public async Task Our_own_page_is_known_by_its_origin()
    {
        var origin = host.Address.GetLeftPart(UriPartial.Authority);
        using var answer = await Send(HttpMethod.Post, "/api/v1/events/boiler-2/close", await SignIn(), "Origin", origin);
        await answer.IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_forged_cookie_opens_nothing_and_a_wrong_key_is_not_rescued_by_a_good_one()
    {
        await (await Send(HttpMethod.Get, "/api/v1/me", "watchfloor=CfDJ8forged")).IsProblem(HttpStatusCode.Unauthorized);
        using var answer = await Send(HttpMethod.Get, "/api/v1/me", await SignIn(), "Authorization", "Bearer wrong");
        await answer.IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_slides_on_while_it_is_used_and_ends_when_it_is_not()
    {
        var cookie = await SignIn();
        host.Forward(TimeSpan.FromDays(1));
        using var later = await Send(HttpMethod.Get, "/api/v1/me", cookie);
        var renewed = later.Headers.GetValues("Set-Cookie").Single();
        host.Forward(TimeSpan.FromDays(13.5));
        await (await Send(HttpMethod.Get, "/api/v1/me", cookie)).IsProblem(HttpStatusCode.Unauthorized);
        await (await Send(HttpMethod.Get, "/api/v1/me", renewed)).Is(HttpStatusCode.OK);
    }

    async Task<string> SignIn()
    {
        using var answer = await host.Stranger.Post(Session, $$"""{"token":"{{host.Links.Issue()}}"}""");
        return answer.Headers.GetValues("Set-Cookie").Single();
    }

    Task<HttpResponseMessage> Send(HttpMethod method, string path, string cookie, string? header = null, string? value = null)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        if (header is not null)
            request.Headers.TryAddWithoutValidation(header, value);
        if (method == HttpMethod.Post)
            request.Content = Wire.Json("{}");
        return host.Stranger.SendAsync(request, Wire.Token);
    }
}
