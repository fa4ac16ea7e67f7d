using System.Net;

namespace Watchfloor.Tests.Api.Tenants;

/// <summary>Tenants, keys and people over the real grains and store.</summary>
public sealed class TenantTests
{
    const string Good = "four random words here";

    [Fact]
    public async Task A_tenant_begins_with_a_key_runs_itself_and_ends_with_all_its_keys_and_sessions()
    {
        await using var server = await RealServer.Start();
        using var ana = server.Client();
        var opened = await (await ana.Post("/api/v1/tenants", """{"id":"harbour","name":"Harbour"}""")).Is(HttpStatusCode.Created);
        using var harbour = server.ClientOf(opened.GetProperty("adminKey").GetProperty("key").GetString());
        var me = await (await harbour.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        Assert.Equal(("harbour", "admin"), (me.GetProperty("tenant").GetString(), me.GetProperty("role").GetString()));
        var user = $$"""{"login":"ben","name":"Ben","role":"admin","password":"{{Good}}"}""";
        await (await harbour.Post("/api/v1/users", user)).Is(HttpStatusCode.Created);
        await (await ana.Post("/api/v1/users", user.Replace("Ben", "Another Ben"))).Is(HttpStatusCode.Created);
        var ben = new Visitor(server.ClientOf(null));
        Assert.Equal(HttpStatusCode.NoContent, (await ben.SignIn("ben", Good, "harbour")).StatusCode);
        Assert.Equal("Ben", (await (await ben.Me()).Is(HttpStatusCode.OK)).GetProperty("name").GetString());

        await (await ana.Post("/api/v1/tenants", """{"id":"harbour","name":"Again"}""")).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal(HttpStatusCode.NoContent, (await ana.DeleteAsync("/api/v1/tenants/harbour", Wire.Token)).StatusCode);
        await (await harbour.Get("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized);
        await (await ben.Me()).IsProblem(HttpStatusCode.Unauthorized);
        await (await ben.SignIn("ben", Good, "harbour")).IsProblem(HttpStatusCode.Unauthorized);
        var kept = await (await ana.Get("/api/v1/tenants/harbour")).Is(HttpStatusCode.OK);
        Assert.True(kept.GetProperty("closed").GetBoolean());
    }

    [Theory]
    [InlineData("""{"id":"main","name":"M"}""")]
    [InlineData("""{"id":"-x","name":"M"}""")]
    [InlineData("""{"id":"A/b","name":"M"}""")]
    public async Task An_id_that_cannot_be_a_tenant_is_refused(string body)
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        await (await host.Admin.Post("/api/v1/tenants", body)).IsProblem(HttpStatusCode.UnprocessableEntity).Names("id");
    }

    [Fact]
    public async Task Keys_users_locks_ends_and_the_audit_outlive_a_restart()
    {
        await using var server = await RealServer.Start();
        using var ana = server.Client();
        await (await ana.Post("/api/v1/users", $$"""{"login":"ben","name":"Ben","role":"viewer","password":"{{Good}}"}""")).Is(
            HttpStatusCode.Created
        );
        var key = await (await ana.Post("/api/v1/api-keys", """{"name":"Old","role":"viewer"}""")).Is(HttpStatusCode.Created);
        var turned = await (await ana.Post($"/api/v1/api-keys/{key.GetProperty("id")}/rotate", "{}")).Is(HttpStatusCode.OK);
        var (gone, here) = (new Visitor(server.ClientOf(null)), new Visitor(server.ClientOf(null)));
        await gone.SignIn("ben", Good);
        await here.SignIn("ben", Good);
        await gone.Send(HttpMethod.Delete, "/api/v1/session");
        var cookies = (Gone: gone.Cookie!, Here: here.Cookie!);
        for (var i = 0; i < 5; i++)
            await new Visitor(server.ClientOf(null)).SignIn("ben", "wrong");

        await server.Restart();
        foreach (var opens in (string[])[key.GetProperty("key").GetString()!, turned.GetProperty("key").GetString()!])
        {
            using var client = server.ClientOf(opens);
            await (await client.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        }
        using (var still = server.Client(cookies.Here))
            await (await still.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        using (var ended = server.Client(cookies.Gone))
            await (await ended.Get("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized);
        await (await new Visitor(server.ClientOf(null)).SignIn("ben", Good)).IsProblem(HttpStatusCode.TooManyRequests);
        using var later = server.Client();
        var audit = await (await later.Get("/api/v1/audit?operation=rotateApiKey")).Is(HttpStatusCode.OK);
        Assert.Equal(1, audit.GetProperty("items").GetArrayLength());
    }
}
