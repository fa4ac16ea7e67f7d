using System.Net;

namespace Watchfloor.Tests.Api;

public sealed class WebFilesTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/wall")]
    [InlineData("/sign-in?token=abc")]
    [InlineData("/events/01abc")]
    public async Task Addresses_of_the_page_get_the_page_without_a_key(string path)
    {
        using var answer = await host.Stranger.Get(path);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<title>Watchfloor</title>", await answer.Content.ReadAsStringAsync(Wire.Token));
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Files_with_a_hash_in_their_name_are_kept_for_ever()
    {
        using var answer = await host.Stranger.Get("/assets/app-1a2b.js");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("immutable", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("/assets/gone.js")]
    [InlineData("/favicon.ico")]
    [InlineData("/health/other")]
    [InlineData("/../appsettings.json")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd.txt")]
    public async Task A_file_that_is_not_there_is_a_problem_and_not_the_page(string path) =>
        await (await host.Stranger.Get(path)).IsProblem(HttpStatusCode.NotFound);
}
