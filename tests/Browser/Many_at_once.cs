using Microsoft.Playwright;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>One thing done to many events, and what needs words before it is done.</summary>
public sealed class Many_at_once(Chromium chromium, A_house house)
{
    [Fact]
    public async Task Are_shelved_by_keys_alone_with_a_reason_that_everybody_reads()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var ids = await Three(api);
        await using var screen = await Screen.SignedIn(chromium, room);
        foreach (var id in ids)
            await Screen.Sees(screen.Row(id));
        await screen.Press("*");
        await screen.Press("z");
        await Screen.Sees(screen.Page.GetByRole(AriaRole.Dialog, new() { Name = "Shelve: 3 events" }));
        await screen.Page.Keyboard.TypeAsync("Valve 4 is stuck");
        await screen.Press("Enter");
        await Screen.Reads(screen.Page.GetByTestId("bulk-note"), "Shelved 3 events.");
        foreach (var id in ids)
        {
            await Screen.Reads(screen.Row(id), "Shelved");
            Assert.Equal("Valve 4 is stuck", (await api.Get($"events/{id}")).Json.GetProperty("shelved").GetProperty("reason").GetString());
        }

        await screen.Row(ids[0]).ClickAsync();
        await Screen.Reads(screen.Drawer.GetByRole(AriaRole.Group, new() { Name = "Shelved" }), "Valve 4 is stuck");
        await screen.Drawer.GetByRole(AriaRole.Button, new() { Name = "Unshelve" }).ClickAsync();
        await Assertions.Expect(screen.Drawer.GetByRole(AriaRole.Group, new() { Name = "Shelved" })).ToHaveCountAsync(0);
        await screen.NeverReloaded();
    }

    [Fact]
    public async Task Say_each_why_it_was_refused_and_what_can_be_done()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var free = await api.Ingest(Detections.Own("Door open", "low"));
        var held = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical", conditionKey: "boiler-2/temperature"));
        await using var screen = await Screen.SignedIn(chromium, room);
        await Screen.Sees(screen.Row(free));
        await screen.Press("*");
        await screen
            .Page.GetByRole(AriaRole.Toolbar, new() { Name = "Selected events" })
            .GetByRole(AriaRole.Button, new() { Name = "Resolve 2" })
            .ClickAsync();
        var note = screen.Page.GetByTestId("bulk-note");
        await Screen.Reads(note, "Resolved 1 event; 1 was refused.");
        await Screen.Reads(note.GetByRole(AriaRole.Listitem).First, "Boiler 2 too hot");
        await note.GetByRole(AriaRole.Button, new() { Name = "Resolve 1 anyway" }).ClickAsync();
        await Screen.Reads(note, "Resolved 1 event.");
        await api.EventIs(held, "resolved");
        await api.EventIs(free, "resolved");
    }

    [Fact]
    public async Task Are_given_to_somebody_and_found_by_whose_they_are()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var ben = await People.Make(api, "ben", "operator");
        var ids = await Three(api);
        await using var screen = await Screen.SignedIn(chromium, room);
        await Screen.Sees(screen.Row(ids[2]));
        foreach (var key in new[] { "j", "x", "j", "x", "o" })
            await screen.Press(key);
        await screen.Page.GetByLabel("To", new() { Exact = true }).SelectOptionAsync("Ben");
        await screen.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Assign 2" }).ClickAsync();
        await Screen.Reads(screen.Page.GetByTestId("bulk-note"), "Assigned 2 events.");
        await Screen.Reads(screen.Row(ids[0]), "for Ben");
        Assert.Equal(ben, (await api.Get($"events/{ids[0]}"))["assignee"]);

        await using var his = await Screen.SignedInAs(chromium, room, "ben", "/events?assignee=me");
        await Screen.Sees(his.Row(ids[0]));
        await Screen.Sees(his.Row(ids[1]));
        await Assertions.Expect(his.Row(ids[2])).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Are_picked_with_a_thumb_on_a_phone()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var ids = await Three(api);
        await using var screen = await Screen.SignedIn(chromium, room, width: 390, height: 844);
        await Screen.Sees(screen.Row(ids[0]));
        await screen.Button("Select").ClickAsync();
        foreach (var id in ids.Take(2))
        {
            var label = screen.Row(id).Locator("label");
            await Screen.Sees(label);
            var box = (await label.BoundingBoxAsync())!;
            Assert.True(box is { Width: >= 36, Height: >= 44 }, $"too small for a thumb: {box.Width}×{box.Height}");
            await label.ClickAsync();
        }
        var bar = screen.Page.GetByRole(AriaRole.Toolbar, new() { Name = "Selected events" });
        foreach (var button in await bar.GetByRole(AriaRole.Button).AllAsync())
            Assert.True((await button.BoundingBoxAsync())!.Height >= 44, $"too small for a thumb: {await button.TextContentAsync()}");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Acknowledge 2" }).ClickAsync();
        await Screen.Reads(screen.Page.GetByTestId("bulk-note"), "Acknowledged 2 events.");
        await api.EventIs(ids[0], "acknowledged");
        await screen.FitsItsWidth();
    }

    static async Task<List<string>> Three(Caller api) =>
        [
            await api.Ingest(Detections.Own("Boiler 2 too hot", "critical")),
            await api.Ingest(Detections.Own("Night flow high", "medium")),
            await api.Ingest(Detections.Own("Telemetry late", "low")),
        ];
}
