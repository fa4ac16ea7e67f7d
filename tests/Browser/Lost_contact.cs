using Microsoft.Playwright;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>A server that is killed while people look at it.</summary>
public sealed class Lost_contact(Chromium chromium)
{
    [Fact]
    public async Task Is_said_and_counted_and_ends_by_itself_without_a_gap()
    {
        await using var server = await ServerProcess.Start();
        using var api = server.Admin();
        var before = await api.Ingest(Detections.Own("Before the kill"));
        await using var console = await Screen.SignedIn(chromium, server, "/events", width: 1920, height: 1080);
        await using var wall = await Screen.SignedIn(chromium, server, "/wall", width: 1920, height: 1080);
        Screen[] screens = [console, wall];
        foreach (var screen in screens)
            await Screen.Sees(screen.Row(before));

        await server.Kill();
        foreach (var screen in screens)
        {
            await Screen.Reads(screen.Page.GetByTestId("contact-banner"), "No contact for");
            await Screen.Sees(screen.Page.Locator(".stale"));
            var first = await Seconds(screen);
            await Eventually.Sees("the count goes up", () => Seconds(screen), now => now > first);
            await Screen.Sees(screen.Row(before));
        }

        await server.StartAgain();
        var meanwhile = await api.Ingest(Detections.Own("While nobody could see it"));
        await api.Act(before, "acknowledge");
        foreach (var screen in screens)
        {
            await screen.IsLive();
            await Screen.Reads(screen.Row(meanwhile), "While nobody could see it");
            await Screen.Sees(screen.Page.Locator($"[class*=row-acknowledged][data-event='{before}']"));
            await Assertions.Expect(screen.Page.GetByTestId("contact-banner")).ToBeHiddenAsync();
            await Assertions.Expect(screen.Page.Locator(".stale")).ToHaveCountAsync(0);
            await screen.NeverReloaded();
        }
    }

    static async Task<int> Seconds(Screen screen)
    {
        var text = await screen.Page.GetByTestId("contact").TextContentAsync();
        return int.Parse(string.Concat(text!.Where(char.IsAsciiDigit)));
    }
}
