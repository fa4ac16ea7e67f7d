using Microsoft.Playwright;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>People, keys and the audit, as an admin works with them.</summary>
public sealed class The_settings(Chromium chromium, A_house house)
{
    [Fact]
    public async Task Show_a_new_key_once_and_it_opens()
    {
        var room = await house.Room();
        await using var screen = await Screen.SignedIn(chromium, room, "/settings/api-keys");
        await screen.Button("New key").ClickAsync();
        await screen.Page.GetByLabel("Name").FillAsync("scada-north");
        await screen.Page.GetByLabel("Role").SelectOptionAsync("viewer");
        await screen.Button("Make key").ClickAsync();
        var key = await screen.Page.GetByTestId("secret").TextContentAsync();
        using (var program = new Caller(room.Address, key))
            Assert.Equal("viewer", (await program.Get("me"))["role"]);

        await screen.Page.GetByLabel("I have stored it").CheckAsync();
        await screen.Button("Done").ClickAsync();
        var row = screen.Page.Locator("[data-key='scada-north']");
        await Screen.Sees(row);
        Assert.DoesNotContain(key!, await screen.Page.ContentAsync(), StringComparison.Ordinal);
        await screen.Page.ReloadAsync();
        await Screen.Sees(row);
        Assert.DoesNotContain(key!, await screen.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotate_and_revoke_keys()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var made = await api.Post("api-keys", new { name = "edge-1", role = "viewer" });
        Assert.True(made.Status == 201, $"make a key: {made}");
        await using var screen = await Screen.SignedIn(chromium, room, "/settings/api-keys");
        await screen.Button("Rotate edge-1").ClickAsync();
        await screen.Page.GetByLabel("The old key goes on for").SelectOptionAsync("PT1H");
        await screen.Button("Make new key").ClickAsync();
        var fresh = await screen.Page.GetByTestId("secret").TextContentAsync();
        foreach (var key in new[] { made["key"], fresh })
        {
            using var program = new Caller(room.Address, key);
            Assert.Equal(200, (await program.Get("me")).Status);
        }
        await screen.Page.GetByLabel("I have stored it").CheckAsync();
        await screen.Button("Done").ClickAsync();
        await Screen.Reads(screen.Page.Locator("[data-key='edge-1']"), "opens until");

        await screen.Button("Revoke edge-1").ClickAsync();
        await screen
            .Page.GetByRole(AriaRole.Region, new() { Name = "Revoke edge-1" })
            .GetByRole(AriaRole.Button, new() { Name = "Revoke edge-1" })
            .ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-key='edge-1']")).ToHaveCountAsync(0);
        using var refused = new Caller(room.Address, fresh);
        await Eventually.Sees("the key is refused", () => refused.Get("me"), answer => answer.Status == 401);
    }

    [Fact]
    public async Task Make_a_user_who_can_sign_in_and_keep_the_last_admin()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var boss = await People.Make(api, "boss", "admin");
        await using var screen = await Screen.SignedIn(chromium, room, "/settings/users");
        await screen.Button("New user").ClickAsync();
        await screen.Page.GetByLabel("Name").FillAsync("Ana");
        await screen.Page.GetByLabel("Login").FillAsync("ana");
        await screen.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(People.Password);
        await screen.Button("Add user").ClickAsync();
        await Screen.Sees(screen.Page.Locator("[data-user='ana']"));
        await using (var hers = await Screen.SignedInAs(chromium, room, "ana", "/settings"))
            await Screen.Reads(hers.Page.GetByRole(AriaRole.Main), "operator");

        await screen.Go($"/settings/users/{boss}");
        await screen.Page.GetByLabel("Role").SelectOptionAsync("viewer");
        await screen.Button("Save").ClickAsync();
        await Screen.Reads(screen.Page.GetByRole(AriaRole.Alert), "admin");
        Assert.Equal("admin", (await api.Get($"users/{boss}"))["role"]);
    }

    [Fact]
    public async Task List_in_the_audit_what_was_done_and_by_whom()
    {
        var room = await house.Room();
        using var api = room.Admin();
        await People.Make(api, "ana", "operator");
        var id = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        await using (var hers = await Screen.SignedInAs(chromium, room, "ana", $"/events/{id}"))
        {
            await hers.Drawer.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
            await api.EventIs(id, "acknowledged");
        }
        await using var screen = await Screen.SignedIn(chromium, room, "/settings/audit");
        var line = screen.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"/events/{id}/acknowledge" });
        await Screen.Reads(line, "Ana");
        await Screen.Reads(line, "done");
        await line.GetByRole(AriaRole.Button, new() { Name = "Ana" }).ClickAsync();
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "make user" })).ToHaveCountAsync(0);
        await Screen.Sees(line);
        Assert.Contains("actor=", screen.Page.Url, StringComparison.Ordinal);
    }
}
