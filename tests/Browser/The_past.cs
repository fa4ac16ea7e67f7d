using Microsoft.Playwright;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>An event as it was.</summary>
public sealed class The_past(Chromium chromium, A_house house)
{
    [Fact]
    public async Task Is_shown_from_the_timeline_without_actions_and_left_by_Escape()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var id = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        foreach (var action in new[] { "acknowledge", "start" })
            await api.Act(id, action);
        await using var screen = await Screen.SignedIn(chromium, room, $"/events/{id}");
        var status = screen.Page.GetByTestId("event-status");
        await Screen.Reads(status, "In progress");

        await screen.Drawer.Locator(".line-created").GetByRole(AriaRole.Link).ClickAsync();
        await Screen.Reads(screen.Page.GetByTestId("past"), "As it was");
        await Screen.Reads(status, "New");
        await Assertions.Expect(screen.Drawer.GetByRole(AriaRole.Toolbar)).ToHaveCountAsync(0);

        await screen.Press("]");
        await Screen.Reads(status, "Acknowledged");
        await screen.Press("r");
        await screen.Press("Escape");
        await Screen.Reads(status, "In progress");
        await Assertions.Expect(screen.Page.GetByTestId("past")).ToHaveCountAsync(0);
        Assert.Equal("in_progress", (await api.Get($"events/{id}"))["status"]);
        await screen.NeverReloaded();
    }
}
