using Microsoft.Playwright;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>What an operator does at the console, in a real Chromium against a real server.</summary>
public sealed class The_console(Chromium chromium, A_house house)
{
    [Fact]
    public async Task Is_entered_by_the_link_that_the_server_printed_and_only_once()
    {
        await using var server = await ServerProcess.Start();
        var link = await server.SignInLink();
        await using var screen = await Screen.Open(chromium, server);
        await screen.Go(link.PathAndQuery);
        await screen.IsLive();
        Assert.DoesNotContain("token", screen.Page.Url, StringComparison.Ordinal);
        await using var stranger = await Screen.Open(chromium, server);
        await stranger.Go(link.PathAndQuery);
        await Screen.Reads(stranger.Page.GetByRole(AriaRole.Main), "works once");
        await Screen.Sees(stranger.Page.GetByLabel("Key", new() { Exact = true }));
    }

    [Fact]
    public async Task Shows_a_new_event_without_a_reload()
    {
        var room = await house.Room();
        using var api = room.Admin();
        await using var screen = await Screen.SignedIn(chromium, room);
        var id = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        await Screen.Reads(screen.Row(id), "Boiler 2 too hot");
        await screen.NeverReloaded();
    }

    [Fact]
    public async Task Needs_no_mouse_from_the_first_alarm_to_the_end()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var id = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        await using var screen = await Screen.SignedIn(chromium, room);
        await Screen.Sees(screen.Row(id));
        await screen.Press("j");
        await screen.Press("Enter");
        var status = screen.Page.GetByTestId("event-status");
        await Screen.Reads(status, "New");
        foreach (var (key, after, shown) in new[] { ("a", "acknowledged", "Acknowledged"), ("s", "in_progress", "In progress") })
        {
            await screen.Press(key);
            await api.EventIs(id, after);
            await Screen.Reads(status, shown); // the next key is for what the screen shows
        }
        await screen.Press("c");
        await screen.Page.Keyboard.TypeAsync("Valve 4 was stuck; ars");
        await screen.Press("Enter");
        await Screen.Reads(screen.Drawer, "Valve 4 was stuck; ars");
        await screen.Press("Escape");
        await screen.Press("r");
        await Screen.Reads(status, "Resolved");
        await screen.Press("d");
        await Screen.Reads(status, "Closed");
        Assert.Equal(
            ["created", "acknowledged", "started", "commented", "resolved", "closed"],
            (await api.Get($"events/{id}/timeline")).Items.Select(item => item.GetProperty("type").GetString()!)
        );
        await screen.NeverReloaded();
    }

    [Fact]
    public async Task Shows_in_the_drawer_what_happened_and_who_was_paged()
    {
        var room = await house.Room();
        await using var receiver = await Receiver.Start();
        using var api = room.Admin();
        var ana = await api.Webhook("Ana", receiver, "/ana");
        await api.Make(
            "escalation-policies",
            new
            {
                name = "Ana first",
                levels = new[]
                {
                    new { after = "PT0S", targets = new[] { new { channelId = ana } } },
                    new { after = "PT1H", targets = new[] { new { channelId = ana } } },
                },
            }
        );
        var id = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        await receiver.Rings("/ana", id);
        await using var screen = await Screen.SignedIn(chromium, room);
        await screen.Row(id).ClickAsync();
        Assert.Contains(id, screen.Page.Url, StringComparison.Ordinal);
        await Screen.Reads(screen.Drawer.GetByRole(AriaRole.Region, new() { Name = "Pages" }), "Level 1 to Ana");
        await Screen.Reads(screen.Drawer.GetByRole(AriaRole.Region, new() { Name = "Timeline" }), "Ana");
        await Screen.Reads(screen.Page.GetByTestId("next-page"), "Ana first");
    }

    [Fact]
    public async Task Says_why_the_server_refused_and_what_can_be_done()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var id = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical", conditionKey: "boiler-2/temperature"));
        await using var screen = await Screen.SignedIn(chromium, room, $"/events/{id}");
        await Screen.Sees(screen.Drawer);
        await screen.Drawer.GetByRole(AriaRole.Button, new() { Name = "Resolve", Exact = true }).ClickAsync();
        await Screen.Reads(screen.Drawer, "Resolve was refused");
        await screen.Drawer.GetByRole(AriaRole.Button, new() { Name = "Resolve anyway" }).ClickAsync();
        await Screen.Reads(screen.Page.GetByTestId("event-status"), "Resolved");
    }

    [Fact]
    public async Task On_a_phone_makes_the_drawer_a_page()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var id = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        await using var screen = await Screen.SignedIn(chromium, room, width: 390, height: 844);
        await screen.Row(id).ClickAsync();
        await Screen.Sees(screen.Drawer);
        var box = (await screen.Drawer.BoundingBoxAsync())!;
        Assert.Equal((0, 390), (box.X, box.Width));
        await Assertions.Expect(screen.Row(id)).Not.ToBeInViewportAsync();
        foreach (var button in await screen.Drawer.GetByRole(AriaRole.Button).AllAsync())
            Assert.True((await button.BoundingBoxAsync())!.Height >= 44, $"too small for a thumb: {await button.TextContentAsync()}");
        await screen.Page.GoBackAsync();
        await Screen.Sees(screen.Row(id));
        Assert.True(
            await screen.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "the page is wider than the phone"
        );
    }
}
