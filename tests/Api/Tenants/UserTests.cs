using System.Net;
using System.Text.Json;

namespace Watchfloor.Tests.Api.Tenants;

public sealed class UserTests : IAsyncLifetime
{
    const string Users = "/api/v1/users";
    const string Good = "four random words here";
    readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_user_signs_in_with_a_password_that_nobody_can_read()
    {
        var id = await Make("ana", "admin");
        var ana = await SignedIn("ANA");
        var me = await (await ana.Me()).Is(HttpStatusCode.OK);
        Assert.Equal((id, "ana!", "admin", "main"), (Text(me, "id"), Text(me, "name"), Text(me, "role"), Text(me, "tenant")));
        var list = await (await _host.Admin.Get(Users)).Is(HttpStatusCode.OK);
        Assert.Equal("ana", Text(list.GetProperty("items")[0], "login"));
        Assert.DoesNotContain("assword", list.ToString());
        var person = (await _host.People.Find(TenantId.Default, id, Wire.Token))!;
        Assert.DoesNotContain(Good, person.PasswordHash);
        Assert.DoesNotContain(_host.Grains.Calls, call => $"{call.Command}".Contains("ana", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ben", "Ben", "viewer", HttpStatusCode.Created)]
    [InlineData("cem", "Ben", "viewer", HttpStatusCode.UnprocessableEntity)]
    [InlineData("ben", "Cem", "viewer", HttpStatusCode.UnprocessableEntity)]
    [InlineData("ben", "Ben", "operator", HttpStatusCode.UnprocessableEntity)]
    public async Task A_wish_whose_answer_is_forgotten_makes_the_same_user_again_and_no_other(
        string login,
        string name,
        string role,
        HttpStatusCode status
    )
    {
        using var ana = _host.Admin;
        ana.DefaultRequestHeaders.Add("Idempotency-Key", "wish-1");
        var first = await (await ana.Post(Users, """{"login":"ben","name":"Ben","role":"viewer"}""")).Is(HttpStatusCode.Created);
        _host.Answers.Kept.Clear();

        using var again = await ana.Post(Users, $$"""{"login":"{{login}}","name":"{{name}}","role":"{{role}}"}""");

        Assert.Equal(status, again.StatusCode);
        if (status == HttpStatusCode.Created)
            Assert.Equal(Text(first, "id"), Text(await again.Body(), "id"));
        else
            Assert.EndsWith("other-wish", Text(await again.IsProblem(status), "type"));
        Assert.Single(await _host.People.All(TenantId.Default, Wire.Token));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("benjaminator")]
    [InlineData("BENJAMINATOR")]
    [InlineData("password12345")]
    [InlineData("aaaaaaaaaaaaaa")]
    [InlineData("123456789012")]
    [InlineData("qwertyuiopas")]
    [InlineData("abc1abc1abc1")]
    public async Task A_weak_password_is_refused(string password) =>
        await (await _host.Admin.Post(Users, $$"""{"login":"benjaminator","name":"Ben","role":"viewer","password":"{{password}}"}"""))
            .IsProblem(HttpStatusCode.UnprocessableEntity)
            .Names("password");

    [Fact]
    public async Task A_login_is_taken_once_whatever_its_case()
    {
        await Make("ana", "admin");
        using var answer = await _host.Admin.Post(Users, """{"login":"Ana","name":"Other","role":"viewer"}""");
        await answer.IsProblem(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Ingest_is_no_role_of_a_person() =>
        await (await _host.Admin.Post(Users, """{"login":"m","name":"M","role":"ingest"}"""))
            .IsProblem(HttpStatusCode.UnprocessableEntity)
            .Names("role");

    [Fact]
    public async Task The_last_admin_can_be_neither_removed_nor_disabled_nor_demoted()
    {
        var id = await Make("ana", "admin");
        await Put(id, """{"name":"Ana","role":"viewer"}""", HttpStatusCode.Conflict);
        await Put(id, """{"name":"Ana","role":"admin","disabled":true}""", HttpStatusCode.Conflict);
        await (await _host.Admin.DeleteAsync($"{Users}/{id}", Wire.Token)).IsProblem(HttpStatusCode.Conflict);
        await Make("ben", "admin");
        await Put(id, """{"name":"Ana","role":"viewer"}""", HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_is_disabled_demoted_or_removed_is_signed_out_at_once()
    {
        await Make("boss", "admin");
        var id = await Make("ana", "operator");
        var ana = await SignedIn("ana");
        await Put(id, """{"name":"Ana","role":"viewer"}""", HttpStatusCode.OK);
        await (await ana.Me()).IsProblem(HttpStatusCode.Unauthorized);

        ana = await SignedIn("ana");
        await Put(id, """{"name":"Ana","role":"viewer","disabled":true}""", HttpStatusCode.OK);
        await (await ana.Me()).IsProblem(HttpStatusCode.Unauthorized);
        await (await new Visitor(_host.Stranger).SignIn("ana", Good)).IsProblem(HttpStatusCode.Unauthorized);

        await Put(id, """{"name":"Ana","role":"viewer"}""", HttpStatusCode.OK);
        ana = await SignedIn("ana");
        Assert.Equal(HttpStatusCode.NoContent, (await _host.Admin.DeleteAsync($"{Users}/{id}", Wire.Token)).StatusCode);
        await (await ana.Me()).IsProblem(HttpStatusCode.Unauthorized);
        Assert.Null(await _host.People.Find(TenantId.Default, id, Wire.Token));
    }

    [Fact]
    public async Task An_own_password_is_changed_with_the_old_one_and_ends_the_other_sessions()
    {
        await Make("ana", "viewer");
        var (here, there) = (await SignedIn("ana"), await SignedIn("ana"));
        const string Path = "/api/v1/me/password";
        await (await here.Send(HttpMethod.Post, Path, """{"current":"wrong","new":"five quite random words here"}"""))
            .IsProblem(HttpStatusCode.UnprocessableEntity)
            .Names("current");
        var change = $$"""{"current":"{{Good}}","new":"five quite random words here"}""";
        Assert.Equal(HttpStatusCode.NoContent, (await here.Send(HttpMethod.Post, Path, change)).StatusCode);
        await (await here.Me()).Is(HttpStatusCode.OK);
        await (await there.Me()).IsProblem(HttpStatusCode.Unauthorized);
        await (await new Visitor(_host.Stranger).SignIn("ana", Good)).IsProblem(HttpStatusCode.Unauthorized);
        await SignedIn("ana", "five quite random words here");
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_of_the_user_and_nobody_elses()
    {
        await Make("ana", "viewer");
        await Make("ben", "viewer");
        var (here, there, ben) = (await SignedIn("ana"), await SignedIn("ana"), await SignedIn("ben"));
        Assert.Equal(HttpStatusCode.NoContent, (await here.Send(HttpMethod.Delete, "/api/v1/sessions")).StatusCode);
        await (await here.Me()).IsProblem(HttpStatusCode.Unauthorized);
        await (await there.Me()).IsProblem(HttpStatusCode.Unauthorized);
        await (await ben.Me()).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_has_no_password_to_change() =>
        await (await _host.Admin.Post("/api/v1/me/password", """{"current":"a","new":"b"}""")).IsProblem(HttpStatusCode.Conflict);

    [Fact]
    public async Task A_password_that_an_admin_sets_ends_sessions_and_locks()
    {
        var id = await Make("ana", "viewer");
        var ana = await SignedIn("ana");
        for (var i = 0; i < 5; i++)
            await new Visitor(_host.Stranger).SignIn("ana", "wrong");
        var locked = await (await _host.Admin.Get($"{Users}/{id}")).Is(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.String, locked.GetProperty("lockedUntil").ValueKind);
        using var set = await _host.Admin.Post($"{Users}/{id}/password", """{"password":"five quite random words here"}""");
        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
        await (await ana.Me()).IsProblem(HttpStatusCode.Unauthorized);
        await SignedIn("ana", "five quite random words here");
    }

    async Task<string> Make(string login, string role)
    {
        var body = $$"""{"login":"{{login}}","name":"{{login}}!","role":"{{role}}","password":"{{Good}}"}""";
        return Text(await (await _host.Admin.Post(Users, body)).Is(HttpStatusCode.Created), "id");
    }

    async Task<Visitor> SignedIn(string login, string password = Good)
    {
        var visitor = new Visitor(_host.Stranger);
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.SignIn(login, password)).StatusCode);
        return visitor;
    }

    async Task Put(string id, string body, HttpStatusCode status) => await (await _host.Admin.Put($"{Users}/{id}", body)).Is(status);

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
