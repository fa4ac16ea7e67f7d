using Microsoft.Playwright;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>Contrast and names on every page, size and theme; and the pictures of the documentation.</summary>
public sealed class What_everybody_can_read(Chromium chromium, A_server_at_night house) : IClassFixture<A_server_at_night>
{
    static readonly (int Width, int Height)[] Sizes = [(1920, 1080), (1366, 768), (390, 844)];

    [Fact]
    public async Task Is_everything_on_every_page_in_light_and_dark()
    {
        var (server, night) = (house.Server, house.Night);
        var troubles = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var (width, height) in Sizes)
            {
                await using var screen = await Screen.SignedIn(chromium, server, "/events", width, height, scheme);
                foreach (var path in Pages(night))
                {
                    await screen.Go(path);
                    await Shown(screen, night, path);
                    await screen.FitsItsWidth();
                    troubles.AddRange(
                        (await screen.Run<string[]>("legibility.js")).Select(trouble => $"{path} {width}×{height} {scheme}: {trouble}")
                    );
                }
            }
        }
        Assert.Empty(troubles);
    }

    [Fact]
    public async Task Is_every_panel_and_question_of_the_list_in_light_and_dark()
    {
        await using var server = await ServerProcess.Start();
        using var api = server.Admin();
        var night = await A_busy_night.Begin(api);
        await api.Act(night.Worst, "shelve", new { @for = "PT1H", reason = "Valve 4 is stuck" });
        await api.Make("event-filters", new { name = "Pressure", query = "category=pressure" });
        var troubles = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var (width, height) in Sizes)
            {
                await using var screen = await Screen.SignedIn(chromium, server, "/events?category=pressure,level", width, height, scheme);
                await Shown(screen, night, "/events");
                async Task Look(string at)
                {
                    troubles.AddRange(
                        (await screen.Run<string[]>("legibility.js")).Select(trouble => $"{at} {width}×{height} {scheme}: {trouble}")
                    );
                    await screen.FitsItsWidth();
                }
                await screen.Press("f");
                await Screen.Sees(screen.Page.GetByRole(AriaRole.Group, new() { Name = "Facility" }).GetByRole(AriaRole.Checkbox).First);
                await Look("filter");
                await screen.Button("Saved").ClickAsync();
                await Screen.Sees(screen.Page.GetByRole(AriaRole.Link, new() { Name = "Pressure", Exact = true }));
                await Look("saved");
                await screen.Press("Escape");
                await screen.Press("+");
                await Screen.Sees(screen.Button("Report it"));
                await Look("report");
                await screen.Press("Escape");
                await screen.Press("*");
                foreach (var question in new[] { "z", "o", "e", "c" })
                {
                    await screen.Press(question);
                    await Screen.Sees(screen.Page.GetByRole(AriaRole.Dialog));
                    await Look(question);
                    await screen.Press("Escape");
                    await Assertions.Expect(screen.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
                }
            }
        }
        Assert.Empty(troubles);
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
        var (server, night) = (house.Server, house.Night);
        await using var screen = await Screen.SignedIn(chromium, server, path.EndsWith('/') ? path + night.Worst : path, width, height);
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
