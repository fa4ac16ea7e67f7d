using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authorization;

namespace Watchfloor.Tests.Api;

public sealed class DoorTests(ApiHost host) : IClassFixture<ApiHost>
{
    static readonly HashSet<string> Open = ["GET /health/live", "GET /health/ready", "POST /api/v1/session", "POST /v2/enqueue"];
    static readonly HashSet<string> ForIngest =
    [
        "POST /api/v1/events/ingest",
        "POST /api/v1/events/ingest/scada",
        "POST /api/v1/events/ingest/ami",
        "POST /api/v1/events/ingest/batch",
        "POST /api/v1/events/ingest/webhook/{sourceKey}",
        "POST /api/v1/alertmanager",
        "POST /api/v1/telemetry",
    ];
    static readonly HashSet<string> ForAll =
    [
        "GET /api/v1/me",
        "DELETE /api/v1/session",
        "DELETE /api/v1/sessions",
        "POST /api/v1/me/password",
        "GET /openapi/v1.json",
    ];

    [Fact]
    public async Task Every_route_asks_who_it_is_before_it_reads_the_body()
    {
        foreach (var (method, path) in Routes().Where(route => !Open.Contains($"{route.Method} {route.Path}")))
        {
            using var answer = await Send(host.Stranger, method, path);
            await answer.IsProblem(HttpStatusCode.Unauthorized);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Fact]
    public async Task An_ingest_key_brings_things_in_and_nothing_else()
    {
        foreach (var (method, path) in Routes().Where(route => !Open.Contains($"{route.Method} {route.Path}")))
        {
            var name = $"{method} {path}";
            using var answer = await Send(host.Ingest, method, path);
            if (ForIngest.Contains(name) || ForAll.Contains(name))
                Assert.NotEqual(HttpStatusCode.Forbidden, answer.StatusCode);
            else
            {
                await answer.IsProblem(HttpStatusCode.Forbidden);
                Assert.Contains("insufficient_scope", answer.Headers.WwwAuthenticate.Single().Parameter!);
            }
        }
    }

    [Fact]
    public void Every_route_says_who_may_pass() =>
        Assert.All(
            host.Routes.Endpoints,
            endpoint =>
                Assert.True(
                    endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null
                        || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null,
                    endpoint.DisplayName
                )
        );

    [Fact]
    public void Every_route_says_it_in_words_that_its_door_understands() =>
        Assert.All(
            host.Routes.Endpoints,
            endpoint =>
            {
                foreach (var asked in endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>())
                {
                    Assert.NotNull(asked.Policy);
                    Assert.True(asked is { Roles: null, AuthenticationSchemes: null }, endpoint.DisplayName);
                }
                Assert.Empty(endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>());
                Assert.Empty(endpoint.Metadata.GetOrderedMetadata<IAuthorizationRequirementData>());
                Assert.DoesNotContain(
                    endpoint.Metadata,
                    metadata => metadata.GetType().Name.Contains("ShortCircuit", StringComparison.Ordinal)
                );
            }
        );

    [Theory]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    [InlineData("wf_admin-key-for-tests")]
    [InlineData("Bearer wf_admin-key-for-test")]
    public async Task What_is_no_key_opens_nothing(string header)
    {
        using var answer = await Showing(header);
        await answer.IsProblem(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Bearer wf_admin-key-for-tests")]
    [InlineData("bearer wf_admin-key-for-tests")]
    [InlineData("Bearer   wf_admin-key-for-tests ")]
    public async Task A_key_opens_however_its_scheme_is_written(string header)
    {
        using var answer = await Showing(header);
        await answer.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_busy_key_is_looked_up_once_and_again_after_a_while()
    {
        await host.Admin.Get("/api/v1/me");
        var before = host.Store.KeyLookups;
        await host.Admin.Get("/api/v1/me");
        Assert.Equal(before, host.Store.KeyLookups);
        host.Forward(TimeSpan.FromMinutes(1));
        await host.Admin.Get("/api/v1/me");
        Assert.Equal(before + 1, host.Store.KeyLookups);
    }

    [Theory]
    [InlineData("/api/v1/nothing-here")]
    [InlineData("/api")]
    [InlineData("/hubs/other")]
    [InlineData("/openapi/v2.json")]
    public async Task A_route_that_is_not_there_is_a_secret_to_strangers_and_a_problem_to_others(string path)
    {
        await (await host.Stranger.Get(path)).IsProblem(HttpStatusCode.Unauthorized);
        await (await host.Admin.Get(path)).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_method_that_is_not_served_is_a_problem_that_says_which_are()
    {
        using var answer = await host.Admin.DeleteAsync("/api/v1/events", Wire.Token);
        await answer.IsProblem(HttpStatusCode.MethodNotAllowed);
        Assert.Contains("GET", answer.Content.Headers.Allow);
        await (await host.Stranger.DeleteAsync("/api/v1/events", Wire.Token)).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_what_it_may_run()
    {
        foreach (var path in (string[])["/", "/api/v1/events", "/health/live", "/api/v1/none"])
        {
            using var answer = await host.Admin.Get(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'self'", policy);
            Assert.Contains("connect-src 'self';", policy);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Empty(answer.Headers.Server);
        }
    }

    IEnumerable<(string Method, string Path)> Routes() =>
        from endpoint in host.Routes.Endpoints.OfType<RouteEndpoint>()
        let methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods
        from method in methods is { Count: > 0 } ? methods : ["POST"]
        select (method, $"/{endpoint.RoutePattern.RawText!.Trim('/').Replace("{id}", "boiler-2")}");

    Task<HttpResponseMessage> Showing(string header)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        return host.Stranger.SendAsync(request, Wire.Token);
    }

    static Task<HttpResponseMessage> Send(HttpClient client, string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT")
        {
            request.Content = new StringContent("{ this is no JSON");
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/nonsense");
        }
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Wire.Token);
    }
}
