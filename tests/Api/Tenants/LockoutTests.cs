using System.Net;

namespace Watchfloor.Tests.Api.Tenants;

public sealed class LockoutTests : IAsyncLifetime
{
    const string Good = "four random words here";
    readonly ApiHost _host = new();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        var body = $$"""{"login":"ana","name":"Ana","role":"viewer","password":"{{Good}}"}""";
        await (await _host.Admin.Post("/api/v1/users", body)).Is(HttpStatusCode.Created);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_wrong_password_and_an_unknown_login_read_the_same()
    {
        var wrong = await (await Try("ana", "not the password")).IsProblem(HttpStatusCode.Unauthorized);
        var unknown = await (await Try("nobody", "not the password")).IsProblem(HttpStatusCode.Unauthorized);
        Assert.Equal(wrong.GetProperty("detail").GetString(), unknown.GetProperty("detail").GetString());
        await (await Try("ana", Good, "elsewhere")).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("ana")]
    [InlineData("nobody")]
    public async Task After_five_failures_a_login_waits_and_longer_each_time_whether_it_exists_or_not(string login)
    {
        for (var i = 0; i < 5; i++)
            await (await Try(login, "wrong")).IsProblem(HttpStatusCode.Unauthorized);
        foreach (var minutes in (int[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            using var locked = await Try(login, Good);
            await locked.IsProblem(HttpStatusCode.TooManyRequests);
            Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(minutes - 1), TimeSpan.FromMinutes(minutes));
            _host.Forward(TimeSpan.FromMinutes(minutes));
            await (await Try(login, "wrong")).IsProblem(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task The_right_password_after_the_wait_begins_the_count_anew()
    {
        for (var i = 0; i < 5; i++)
            await Try("ana", "wrong");
        _host.Forward(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NoContent, (await Try("ana", Good)).StatusCode);
        for (var i = 0; i < 4; i++)
            await (await Try("ana", "wrong")).IsProblem(HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.NoContent, (await Try("ana", Good)).StatusCode);
    }

    [Fact]
    public async Task Tries_side_by_side_are_counted_one_by_one()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Try("ana", "wrong")));
        var ana = (await _host.People.ByLogin(TenantId.Default, "ana", Wire.Token))!;
        Assert.Equal(5, ana.Failures);
    }

    [Theory]
    [InlineData("ana")]
    [InlineData("nobody")]
    public async Task Whatever_the_case_of_a_login_its_failures_are_one_count_whether_it_exists_or_not(string login)
    {
        foreach (var typed in (string[])[login, login.ToUpperInvariant(), $"{login[..1].ToUpperInvariant()}{login[1..]}", login, login])
            await (await Try(typed, "wrong")).IsProblem(HttpStatusCode.Unauthorized);
        await (await Try(login, Good)).IsProblem(HttpStatusCode.TooManyRequests);
        await (await Try(login.ToUpperInvariant(), Good)).IsProblem(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Tries_side_by_side_cost_an_address_as_many_as_one_after_another()
    {
        var tries = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Try($"guess-{i}", "wrong")));
        Assert.InRange(tries.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized), 1, 30);
        await tries.First(answer => answer.StatusCode != HttpStatusCode.Unauthorized).IsProblem(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Right_passwords_cost_an_address_nothing()
    {
        for (var i = 0; i < 25; i++)
            Assert.Equal(HttpStatusCode.NoContent, (await Try("ana", Good)).StatusCode);
    }

    [Fact]
    public async Task An_address_that_guesses_at_many_logins_waits_too()
    {
        var guesses = 0;
        while ((await Try($"guess-{guesses}", "wrong")).StatusCode == HttpStatusCode.Unauthorized)
            Assert.True(++guesses < 200, "an address may guess on and on");
        Assert.True(guesses >= 20, "an address with several people must not wait at once");
        await (await Try("ana", Good)).IsProblem(HttpStatusCode.TooManyRequests);
        _host.Forward(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.NoContent, (await Try("ana", Good)).StatusCode);
    }

    Task<HttpResponseMessage> Try(string login, string password, string? tenant = null) =>
        new Visitor(_host.Stranger).SignIn(login, password, tenant);
}
