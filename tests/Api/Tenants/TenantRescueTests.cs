using System.Net;

namespace Watchfloor.Tests.Api.Tenants;

/// <summary>What the admins of the installation can do for a tenant that cannot help itself.</summary>
public sealed class TenantRescueTests : IAsyncLifetime
{
    const string Harbour = "/api/v1/tenants/harbour";
    RealServer? _server;

    RealServer Server => _server ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync() => _server = await RealServer.Start();

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    [Fact]
    public async Task A_tenant_whose_first_key_was_never_told_gets_another()
    {
        using var ana = Server.Client();
        await Open(ana); // the answer is lost
        var again = await (await ana.Post("/api/v1/tenants", """{"id":"harbour","name":"Harbour"}""")).IsProblem(HttpStatusCode.Conflict);
        Assert.Contains("/tenants/harbour/admin-keys", again.GetProperty("detail").GetString());

        using var told = await ana.PostAsync($"{Harbour}/admin-keys", null, Wire.Token);
        var made = await told.Is(HttpStatusCode.Created);
        using var harbour = Server.ClientOf(made.GetProperty("key").GetString());
        var me = await (await harbour.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        Assert.Equal(("harbour", "admin"), (me.GetProperty("tenant").GetString(), me.GetProperty("role").GetString()));
        var keys = (await (await harbour.Get("/api/v1/api-keys")).Is(HttpStatusCode.OK)).GetProperty("items").EnumerateArray();
        var seen = keys.Single(key => key.GetProperty("id").GetString() == made.GetProperty("id").GetString());
        Assert.Contains("installation", seen.GetProperty("name").GetString());
        Assert.Equal(1, await Audited(ana, "makeTenantAdminKey"));
    }

    [Fact]
    public async Task A_key_for_a_tenant_is_made_once_for_one_wish()
    {
        using var ana = Server.Client();
        await Open(ana);
        ana.DefaultRequestHeaders.Add("Idempotency-Key", "wish-1");
        var first = await (await ana.PostAsync($"{Harbour}/admin-keys", null, Wire.Token)).Is(HttpStatusCode.Created);
        var again = await (await ana.PostAsync($"{Harbour}/admin-keys", null, Wire.Token)).Is(HttpStatusCode.Created);
        Assert.Equal(first.GetRawText(), again.GetRawText());
    }

    [Fact]
    public async Task A_tenant_that_is_closed_or_not_there_gets_no_key()
    {
        using var ana = Server.Client();
        await (await ana.PostAsync($"{Harbour}/admin-keys", null, Wire.Token)).IsProblem(HttpStatusCode.NotFound);
        await Open(ana);
        await ana.DeleteAsync(Harbour, Wire.Token);
        await (await ana.PostAsync($"{Harbour}/admin-keys", null, Wire.Token)).IsProblem(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_closed_tenant_is_reopened_and_its_keys_open_again()
    {
        using var ana = Server.Client();
        using var harbour = Server.ClientOf(await Open(ana));
        await (await ana.PostAsync($"{Harbour}/reopen", null, Wire.Token)).Is(HttpStatusCode.OK); // it is open: nothing changes
        await ana.DeleteAsync(Harbour, Wire.Token);
        await (await harbour.Get("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized);
        using var stale = new HttpRequestMessage(HttpMethod.Post, $"{Harbour}/reopen") { Headers = { { "If-Match", "\"1\"" } } };
        await (await ana.SendAsync(stale, Wire.Token)).IsProblem(HttpStatusCode.PreconditionFailed);

        using var answer = await ana.PostAsync($"{Harbour}/reopen", null, Wire.Token);
        var view = await answer.Is(HttpStatusCode.OK);
        Assert.False(view.GetProperty("closed").GetBoolean());
        Assert.Equal("\"3\"", answer.Headers.ETag?.Tag);
        await (await harbour.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        Assert.Equal(3, await Audited(ana, "reopenTenant"));
        await (await harbour.PostAsync($"{Harbour}/reopen", null, Wire.Token)).IsProblem(HttpStatusCode.Forbidden);
        await (await ana.PostAsync("/api/v1/tenants/nobody/reopen", null, Wire.Token)).IsProblem(HttpStatusCode.NotFound);
    }

    static async Task<string> Open(HttpClient ana)
    {
        var opened = await (await ana.Post("/api/v1/tenants", """{"id":"harbour","name":"Harbour"}""")).Is(HttpStatusCode.Created);
        return opened.GetProperty("adminKey").GetProperty("key").GetString()!;
    }

    static async Task<int> Audited(HttpClient ana, string operation) =>
        (await (await ana.Get($"/api/v1/audit?operation={operation}")).Is(HttpStatusCode.OK)).GetProperty("items").GetArrayLength();
}
