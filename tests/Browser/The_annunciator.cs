using Microsoft.Playwright;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>Tiles that keep their places, what is set aside, the load of the operators, and sound.</summary>
public sealed class The_annunciator(Chromium chromium, A_house house)
{
    [Fact]
    public async Task Goes_through_its_sequence_and_moves_no_tile()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var plant = await api.Make("facilities", new { name = "Plant M" });
        await using var screen = await Screen.SignedIn(chromium, room, "/annunciator", 1920, 1080);
        var window = screen.Page.Locator(".window").Filter(new() { HasText = "Plant M" });
        await Assertions.Expect(window).ToHaveAttributeAsync("data-state", "normal");
        var place = await window.BoundingBoxAsync();
        var id = await api.Ingest(At(plant, "critical"));
        await Assertions.Expect(window).ToHaveAttributeAsync("data-state", "calling");
        await api.Act(id, "acknowledge");
        await Assertions.Expect(window).ToHaveAttributeAsync("data-state", "taken");
        await api.Act(id, "resolve");
        await Assertions.Expect(window).ToHaveAttributeAsync("data-state", "normal");
        var byHand = await api.Ingest(At(plant, "high"));
        await Assertions.Expect(window).ToHaveAttributeAsync("data-state", "calling");
        await api.Act(byHand, "resolve"); // somebody had it, if only to end it
        await Assertions.Expect(window).ToHaveAttributeAsync("data-state", "normal");
        await Tell(api, plant, "active");
        await Assertions.Expect(window).ToHaveAttributeAsync("data-state", "calling");
        await Tell(api, plant, "cleared");
        await Assertions.Expect(window).ToHaveAttributeAsync("data-state", "returned");

        await api.Make("facilities", new { name = "Aardvark works" });
        await screen.Page.ReloadAsync();
        await Screen.Sees(screen.Page.GetByText("Aardvark works"));
        var now = (await window.BoundingBoxAsync())!;
        Assert.Equal((place!.X, place.Y), (now.X, now.Y));
        await window.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(screen.Page).ToHaveURLAsync($"{room.Address}/events?facilityId={plant}");
    }

    [Fact]
    public async Task Leaves_out_what_is_set_aside_which_has_a_page_of_its_own_and_comes_back()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var id = await api.Ingest(Detections.Own("Valve moves", "high"));
        await api.Act(id, "shelve", new { @for = "PT2H", reason = "stuck, Ben orders a new one" });
        await using var screen = await Screen.SignedIn(chromium, room, "/annunciator", 1920, 1080);
        await Screen.Reads(screen.Page.Locator(".windows"), "1 set aside");
        await screen.Press("g");
        await screen.Press("d");
        await Screen.Reads(screen.Row(id), "stuck, Ben orders a new one");
        await Screen.Reads(screen.Row(id), "in 1 h 59 min");
        await screen.Button("Unshelve: Valve moves").ClickAsync();
        await Screen.Reads(screen.Page.GetByRole(AriaRole.Main), "every event calls");
    }

    [Fact]
    public async Task Sounds_for_what_calls_until_it_is_silenced_and_is_muted_for_a_time()
    {
        var room = await house.Room();
        using var api = room.Admin();
        await api.Ingest(Detections.Own("Was there before", "critical"));
        await using var screen = await Screen.SignedIn(chromium, room);
        var sound = screen.Page.GetByTestId("sound");
        await screen
            .Page.GetByRole(AriaRole.Main)
            .ClickAsync(
                new()
                {
                    Position = new() { X = 5, Y = 5 },
                }
            );
        await Assertions.Expect(sound).ToHaveTextAsync("Sound on");
        await Assertions.Expect(sound).ToHaveAttributeAsync("data-sounded", "critical");
        await screen.Button("Silence").ClickAsync();
        await Assertions.Expect(screen.Button("Silence")).ToBeHiddenAsync();
        await api.Ingest(Detections.Own("Boiler 2 too hot"));
        await Assertions.Expect(sound).ToHaveAttributeAsync("data-sounded", "high");
        await Screen.Sees(screen.Button("Silence"));
        await sound.ClickAsync();
        await screen.Button("Mute for 30 min").ClickAsync();
        await Screen.Reads(sound, "Muted 29:");
        await screen.Page.ReloadAsync();
        await Screen.Reads(sound, "Muted 29:");
    }

    [Fact]
    public async Task Moves_nothing_under_a_thumb_when_it_begins_to_sound()
    {
        var room = await house.Room();
        using var api = room.Admin();
        await using var screen = await Screen.SignedIn(chromium, room, width: 390, height: 844);
        var make = screen.Button("New event");
        var before = await make.BoundingBoxAsync();
        await screen.Page.Mouse.ClickAsync(200, 600);
        await api.Ingest(Detections.Own("Boiler 2 too hot"));
        await Screen.Sees(screen.Button("Silence"));
        Assert.Equal(before!.Y, (await make.BoundingBoxAsync())!.Y);
        await screen.FitsItsWidth();
        var sound = screen.Page.GetByTestId("sound");
        Assert.True((await sound.BoundingBoxAsync())!.Width >= screen.Touch);
        await sound.ClickAsync();
        var mute = await screen.Button("Mute for 30 min").BoundingBoxAsync();
        Assert.InRange(mute!.X, 0, 390 - mute.Width);
    }

    [Fact]
    public async Task Is_helped_in_a_flood_by_what_came_first_and_by_cause()
    {
        var room = await house.Room();
        using var api = room.Admin();
        await using var screen = await Screen.SignedIn(chromium, room);
        var first = Detections.Own("Mains supply lost", "critical");
        await api.Ingest(first);
        for (var more = 0; more < 11; more++)
            await api.Ingest(Detections.Own($"Pump {more} stopped"));
        await Screen.Reads(screen.Page.GetByTestId("flood"), "Flood: 12 new in 10 min");
        await Screen.Reads(screen.Page.GetByTestId("first-out"), "Mains supply lost");
        await screen.Page.Locator(".load").ClickAsync();
        var windows = screen.Page.GetByRole(AriaRole.List, new() { Name = "New events" });
        var lately = windows.GetByRole(AriaRole.Listitem).First;
        await Assertions.Expect(lately).ToHaveAttributeAsync("data-band", "unacceptable");
        await screen.Page.GetByLabel("People who share it").FillAsync("6");
        await Assertions.Expect(lately).ToHaveAttributeAsync("data-band", "manageable");
    }

    /// <summary>What a SCADA system tells of a limit that is crossed, and then is not.</summary>
    static async Task Tell(Caller api, string facilityId, string state)
    {
        var answer = await api.Post(
            "events/ingest/scada",
            new
            {
                station = "Plant M",
                facilityId,
                tag = "M1.VIB",
                value = 7.5,
                limit = "H",
                unit = "mm/s",
                quality = 192,
                priority = 2,
                state,
                timestamp = DateTimeOffset.UtcNow,
            }
        );
        Assert.True(answer.Succeeded, $"{answer}");
    }

    static object At(string facilityId, string severity) =>
        new
        {
            source = "tests",
            severity,
            facilityId,
            category = severity,
            title = $"A {severity} one",
        };
}
