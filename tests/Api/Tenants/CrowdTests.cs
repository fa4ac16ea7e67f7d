using System.Net;
using Watchfloor.Security;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Api.Tenants;

/// <summary>Guesses at the cost they have in a plant: while one is checked the others wait.</summary>
public sealed class CrowdTests : IAsyncLifetime
{
    const string Good = "four random words here";
    readonly ApiHost _host = new() { Guessing = PasswordCost.Recommended };

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        var body = $$"""{"login":"ana","name":"Ana","role":"viewer","password":"{{Good}}"}""";
        await (await _host.Admin.Post("/api/v1/users", body)).Is(HttpStatusCode.Created);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task More_guesses_from_everywhere_than_can_wait_are_sent_away()
    {
        var crowd = Enumerable.Range(2, 16).Select(n => _host.From($"127.0.0.{n}")).ToList();
        var tries = await Task.WhenAll(
            crowd.SelectMany((guest, n) => Enumerable.Range(0, 10).Select(i => new Visitor(guest).SignIn($"guess-{n}-{i}", "wrong")))
        );
        var busy = tries.First(answer => answer.StatusCode != HttpStatusCode.Unauthorized);
        await busy.IsProblem(HttpStatusCode.TooManyRequests);
        Assert.True(busy.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        using var ana = await new Visitor(_host.Stranger).SignIn("ana", Good);
        Assert.Equal(HttpStatusCode.NoContent, ana.StatusCode);
    }

    [Fact]
    public async Task The_cost_of_a_guess_is_what_the_documentation_says()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "security.md"), Wire.Token);
        Assert.Contains(
            $"PBKDF2 with HMAC-SHA512, {PasswordCost.Recommended.Iterations / 1_000} 000 iterations",
            page,
            StringComparison.Ordinal
        );
    }
}
