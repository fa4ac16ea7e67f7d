using Microsoft.Playwright;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>What is offered to whom.</summary>
public sealed class What_a_role_may(Chromium chromium, A_house house)
{
    [Fact]
    public async Task Is_for_a_viewer_to_look_without_anything_to_press()
    {
        var room = await house.Room();
        using var api = room.Admin();
        await People.Make(api, "vera", "viewer");
        var id = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        await using var screen = await Screen.SignedInAs(chromium, room, "vera", $"/events/{id}");
        await Screen.Reads(screen.Drawer, "You look only");
        await Assertions.Expect(screen.Drawer.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" })).ToHaveCountAsync(0);
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(0);
        await screen.Press("a");
        await screen.Press("r");
        await screen.Go("/settings");
        await Screen.Reads(screen.Page.GetByRole(AriaRole.Main), "viewer");
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Link, new() { Name = "Users" })).ToHaveCountAsync(0);
        Assert.Equal("new", (await api.Get($"events/{id}"))["status"]);
    }

    [Fact]
    public async Task Is_for_an_operator_to_act_under_the_own_name()
    {
        var room = await house.Room();
        using var api = room.Admin();
        await People.Make(api, "ana", "operator");
        var id = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        await using var screen = await Screen.SignedInAs(chromium, room, "ana", $"/events/{id}");
        await Screen.Sees(screen.Drawer);
        await screen.Press("a");
        await Screen.Reads(screen.Page.GetByTestId("event-status"), "Acknowledged");
        await Screen.Reads(screen.Drawer, "Ana");
    }
}
