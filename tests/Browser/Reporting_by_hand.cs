using Microsoft.Playwright;

namespace Watchfloor.Tests.Browser;

/// <summary>An event that no machine saw.</summary>
public sealed class Reporting_by_hand(Chromium chromium, A_house house)
{
    [Theory]
    [InlineData(1366, 768)]
    [InlineData(390, 844)]
    public async Task Makes_an_event_and_a_second_report_of_it_joins(int width, int height)
    {
        var room = await house.Room();
        using var api = room.Admin();
        var place = await api.Make("facilities", new { name = "Mill Lane booster" });
        await using var screen = await Screen.SignedIn(chromium, room, "/events?severity=critical", width, height);
        await Report(screen, "Water on Mill Lane");
        await Screen.Reads(screen.Drawer, "Water on Mill Lane");
        await Screen.Reads(screen.Drawer, "Mill Lane booster");
        var id = new Uri(screen.Page.Url).Segments[^1];
        var made = await api.Get($"events/{id}");
        Assert.Equal(("manual", "critical", "leak", place), (made["source"], made["severity"], made["category"], made["facilityId"]));
        await screen.FitsItsWidth();

        await screen.Go("/events?new=48.2,16.4");
        await Report(screen, "Street is wet");
        await Screen.Reads(screen.Drawer, "joined this event");
        Assert.Equal(id, new Uri(screen.Page.Url).Segments[^1]);
    }

    static async Task Report(Screen screen, string title)
    {
        var dialog = screen.Page.GetByRole(AriaRole.Dialog, new() { Name = "New event" });
        if (!screen.Page.Url.Contains("new=", StringComparison.Ordinal))
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "New event" }).ClickAsync();
        await dialog.GetByLabel("What happened").FillAsync(title);
        await dialog.Locator("label", new() { HasText = "Critical" }).ClickAsync();
        await dialog.GetByLabel("Category").FillAsync("leak");
        await dialog.GetByLabel("Facility").SelectOptionAsync("Mill Lane booster");
        foreach (var button in await dialog.GetByRole(AriaRole.Button).AllAsync())
            Assert.True((await button.BoundingBoxAsync())!.Height >= screen.Touch, $"too small: {await button.TextContentAsync()}");
        await screen.Button("Report it").ClickAsync();
    }
}
