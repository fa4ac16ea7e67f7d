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
        using var answer = await Send(HttpMethod.Delete, Session, cookie, "Sec-Fetch-Site", "same-origin");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await (await Send(HttpMethod.Get, "/api/v1/me", cookie)).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.NotFound)]
    [InlineData("X-Other", "none", HttpStatusCode.Forbidden)]
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
        var (used, left) = (await SignIn(), await SignIn());
        host.Forward(TimeSpan.FromHours(11));
        await (await Send(HttpMethod.Get, "/api/v1/me", used)).Is(HttpStatusCode.OK);
        host.Forward(TimeSpan.FromHours(11));
        await (await Send(HttpMethod.Get, "/api/v1/me", left)).IsProblem(HttpStatusCode.Unauthorized);
        await (await Send(HttpMethod.Get, "/api/v1/me", used)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_that_ends_at_another_process_while_it_is_renewed_stays_ended()
    {
        var cookie = await SignIn();
        host.Forward(TimeSpan.FromHours(2));
        host.Sessions.BeforeRenewal = () => _ = host.Sessions.EndAll(TenantId.Default, "admin");
        await (await Send(HttpMethod.Get, "/api/v1/me", cookie)).Is(HttpStatusCode.OK);
        host.Sessions.BeforeRenewal = null;
        await (await Send(HttpMethod.Get, "/api/v1/me", cookie)).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_ends_after_fourteen_days_however_much_it_is_used()
    {
        var cookie = await SignIn();
        for (var halfDay = 0; halfDay < 27; halfDay++)
        {
            host.Forward(TimeSpan.FromHours(11.9));
            await (await Send(HttpMethod.Get, "/api/v1/me", cookie)).Is(HttpStatusCode.OK);
        }
        host.Forward(TimeSpan.FromDays(1));
        await (await Send(HttpMethod.Get, "/api/v1/me", cookie)).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Signing_in_again_is_a_new_session_and_ends_the_one_before()
    {
        var before = await SignIn();
        using var request = new HttpRequestMessage(HttpMethod.Post, Session)
        {
            Content = Wire.Json($$"""{"token":"{{host.Links.Issue()}}"}"""),
        };
        request.Headers.Add("Cookie", before.Split(';')[0]);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var again = await host.Stranger.SendAsync(request, Wire.Token);
        var after = again.Headers.GetValues("Set-Cookie").Single();
        Assert.NotEqual(before.Split(';')[0], after.Split(';')[0]);
        await (await Send(HttpMethod.Get, "/api/v1/me", before)).IsProblem(HttpStatusCode.Unauthorized);
        await (await Send(HttpMethod.Get, "/api/v1/me", after)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("X-Other", "none", HttpStatusCode.NoContent)]
    public async Task A_foreign_page_signs_nobody_in_and_a_program_may(string header, string value, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Session)
        {
            Content = Wire.Json($$"""{"token":"{{host.Links.Issue()}}"}"""),
        };
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await host.Stranger.SendAsync(request, Wire.Token);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Every_unsafe_method_by_cookie_needs_our_own_page(string method)
    {
        using var answer = await Send(new(method), "/api/v1/facilities/f1", await SignIn());
        await answer.IsProblem(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    public async Task A_socket_by_cookie_opens_only_from_our_own_page(string? origin, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hubs/live");
        request.Headers.Add("Cookie", (await SignIn()).Split(';')[0]);
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var answer = await host.Stranger.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Wire.Token);
        Assert.Equal(expected, answer.StatusCode);
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
