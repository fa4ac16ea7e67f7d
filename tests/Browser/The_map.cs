using Microsoft.Playwright;

namespace Watchfloor.Tests.Browser;

/// <summary>The map, drawn by a real WebGL under the policy of the page and without any other server.</summary>
public sealed class The_map(Chromium chromium, A_house house)
{
    [Fact]
    public async Task Needs_no_other_server_and_breaks_no_rule_of_the_page()
    {
        var (room, night) = await house.AtNight();
        await using var screen = await Screen.SignedIn(chromium, room);
        var strangers = new List<string>();
        var complaints = new List<string>();
        screen.Page.Request += (_, request) =>
        {
            if (
                !request.Url.StartsWith(room.Address, StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal)
            )
                strangers.Add(request.Url);
        };
        screen.Page.Console += (_, said) =>
        {
            if (said.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                complaints.Add(said.Text);
        };
        await screen.Go("/map");
        await Screen.Sees(screen.Page.Locator($"[data-pin='{night.Worst}']"));
        await Screen.Sees(screen.Page.Locator("[data-map='ready'] canvas"));
        await Screen.Sees(screen.Page.Locator(".facility-name").Filter(new() { HasText = "Hilltop reservoir" }));
        Assert.Empty(strangers);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Shows_a_new_event_where_it_is_and_a_click_opens_it()
    {
        var room = await house.Room();
        using var api = room.Admin();
        await using var screen = await Screen.SignedIn(chromium, room, "/map?bbox=16.2,48.1,16.6,48.35");
        await Screen.Sees(screen.Page.Locator("[data-map='ready']"));
        var leak = await api.Ingest(
            new
            {
                source = "tests",
                severity = "critical",
                category = "leak",
                title = "Burst in Mill Lane",
                location = new { lat = 48.165, lon = 16.36 },
            }
        );
        var pin = screen.Page.Locator($"[data-pin='{leak}']");
        await Screen.Sees(pin);
        Assert.Equal("calling", await pin.GetAttributeAsync("data-call"));
        await pin.ClickAsync();
        await Screen.Reads(screen.Drawer, "Burst in Mill Lane");
        await Screen.Reads(screen.Page.GetByTestId("location-pin"), "48.16500, 16.36000");
        Assert.Contains($"/map/{leak}", screen.Page.Url, StringComparison.Ordinal);
        await screen.Press("a");
        await api.EventIs(leak, "acknowledged");
        await Assertions.Expect(pin).ToHaveAttributeAsync("data-call", "steady");
        await screen.NeverReloaded();
    }

    [Fact]
    public async Task Keeps_the_searched_area_in_the_address_and_lists_what_is_in_it()
    {
        var (room, night) = await house.AtNight();
        await using var screen = await Screen.SignedIn(chromium, room, "/map");
        await Screen.Sees(screen.Page.Locator($"[data-pin='{night.Worst}']"));
        await screen.Button("Search this area").ClickAsync();
        await screen.Page.WaitForURLAsync(HasArea);
        await screen.Go("/map?bbox=16.33,48.25,16.35,48.27");
        var list = screen.Page.GetByRole(AriaRole.List, new() { Name = "Events on the map" });
        await Screen.Reads(list, "Hilltop reservoir");
        await Assertions.Expect(list).Not.ToContainTextAsync("Riverside");
        await screen.Button("Leave the area").ClickAsync();
        await screen.Page.WaitForURLAsync(url => !HasArea(url));
    }

    [Fact]
    public async Task Is_where_the_place_of_a_new_event_is_picked()
    {
        await using var screen = await Screen.SignedIn(chromium, await house.Main());
        await screen.Press("+");
        await screen.Button("Pick on the map").ClickAsync();
        var map = screen.Page.Locator(".location-picker [data-map='ready']");
        await Screen.Sees(map);
        await map.ClickAsync();
        await Screen.Sees(screen.Page.GetByTestId("picked"));
        Assert.StartsWith("48.", await screen.Page.GetByLabel("Location (may be left out)").InputValueAsync(), StringComparison.Ordinal);
    }

    static bool HasArea(string url) => url.Contains("bbox=", StringComparison.Ordinal);
}
