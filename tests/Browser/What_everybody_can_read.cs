using Microsoft.Playwright;

namespace Watchfloor.Tests.Browser;

/// <summary>Contrast and names on every page, size and theme; and the pictures of the documentation.</summary>
public sealed class What_everybody_can_read(Chromium chromium, A_house house)
{
    [Fact]
    public async Task Is_everything_on_every_page_in_light_and_dark()
    {
        var (room, night) = await house.AtNight();
        var legibility = new Legibility();
        foreach (var scheme in Legibility.Schemes)
        {
            await using var screen = await Screen.SignedIn(chromium, room, scheme: scheme);
            foreach (var path in Pages(night))
            {
                await screen.Go(path);
                await legibility.Look(screen, path, () => Shown(screen, night, path));
            }
        }
        Assert.Empty(legibility.Troubles);
    }

    [Fact]
    public async Task Is_every_panel_and_question_of_the_list_in_light_and_dark()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var night = await A_busy_night.Begin(api);
        await api.Act(night.Worst, "shelve", new { @for = "PT1H", reason = "Valve 4 is stuck" });
        await api.Make("event-filters", new { name = "Pressure", query = "category=pressure" });
        var legibility = new Legibility();
        foreach (var scheme in Legibility.Schemes)
        {
            await using var screen = await Screen.SignedIn(chromium, room, "/events?category=pressure,level", scheme: scheme);
            await Shown(screen, night, "/events");
            Task Look(string at, ILocator sign) => legibility.Look(screen, at, () => Screen.Sees(sign));
            await screen.Press("f");
            await Look("filter", screen.Page.GetByRole(AriaRole.Group, new() { Name = "Facility" }).GetByRole(AriaRole.Checkbox).First);
            await screen.Button("Saved").ClickAsync();
            await Look("saved", screen.Page.GetByRole(AriaRole.Link, new() { Name = "Pressure", Exact = true }));
            await screen.Press("Escape");
            await screen.Press("+");
            await Look("report", screen.Button("Report it"));
            await screen.Press("Escape");
            await screen.Press("*");
            foreach (var question in new[] { "z", "o", "e", "c" })
            {
                await screen.Press(question);
                await Look(question, screen.Page.GetByRole(AriaRole.Dialog));
                await screen.Press("Escape");
                await Assertions.Expect(screen.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            }
        }
        Assert.Empty(legibility.Troubles);
    }

    [Theory]
    [InlineData("wall", "/wall", 1920, 1080)]
    [InlineData("console", "/events/", 1920, 1080)]
    [InlineData("phone", "/events", 390, 844)]
    [InlineData("phone-drawer", "/events/", 390, 844)]
    [InlineData("map", "/map", 1366, 768)]
    [InlineData("annunciator", "/annunciator", 1366, 768)]
    public async Task Is_in_the_pictures(string name, string path, int width, int height)
    {
        var (room, night) = await house.AtNight();
        await using var screen = await Screen.SignedIn(chromium, room, path.EndsWith('/') ? path + night.Worst : path, width, height);
        await Shown(screen, night, path);
        await Pictures.Keep(screen.Page, name);
    }

    static string[] Pages(A_busy_night night) =>
        ["/events", $"/events/{night.Worst}", "/wall", "/settings/account", "/map", "/annunciator", "/aside", "/load", "/cluster"];

    static async Task Shown(Screen screen, A_busy_night night, string path)
    {
        if (path.StartsWith("/settings/", StringComparison.Ordinal))
        {
            await Screen.Sees(screen.Page.GetByRole(AriaRole.Heading, new() { Name = "Account", Exact = true }));
        }
        else if (path.StartsWith("/events/", StringComparison.Ordinal))
        {
            await Screen.Reads(screen.Drawer, "Valve 4 may be shut");
            await Screen.Reads(screen.Drawer, "Level 1 to Control room");
        }
        else if (path == "/map")
        {
            await Screen.Sees(screen.Page.Locator($"[data-pin='{night.Worst}']"));
            await Screen.Sees(screen.Page.Locator(".facility-name").First);
        }
        else if (path == "/annunciator")
        {
            await Screen.Sees(screen.Page.Locator(".window[data-state='calling']").First);
        }
        else if (path == "/aside")
        {
            await Screen.Reads(screen.Page.GetByRole(AriaRole.Main), "every event calls");
        }
        else if (path == "/load")
        {
            await Screen.Sees(screen.Page.GetByRole(AriaRole.List, new() { Name = "New events" }));
        }
        else if (path == "/cluster")
        {
            await Screen.Reads(screen.Page.GetByRole(AriaRole.Status), "One server does everything.");
        }
        else
        {
            await Screen.Sees(screen.Row(night.Worst));
            await Screen.Reads(screen.Row(night.Worst), "Riverside pump station");
        }
    }
}
