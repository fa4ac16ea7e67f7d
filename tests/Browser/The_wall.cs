using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>The wall, seen from the back of the room.</summary>
public sealed class The_wall(Chromium chromium, A_house house)
{
    const double Legible = 28;

    [Fact]
    public async Task Has_capitals_of_28_pixels_and_never_scrolls()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var night = await A_busy_night.Begin(api);
        await using var screen = await Screen.SignedIn(chromium, room, "/wall", 1920, 1080);
        await Screen.Sees(screen.Row(night.Worst));
        Assert.True(await screen.Run<double>("cap-height.js") >= Legible, "too small for the back of the room");
        Assert.InRange(await screen.Page.Locator("[data-event]").CountAsync(), 10, 12);
        Assert.Equal(night.Worst, await screen.Page.Locator("[data-event]").First.GetAttributeAsync("data-event"));
        Assert.True(
            await screen.Page.EvaluateAsync<bool>(
                "document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth"
            ),
            "the wall scrolls"
        );
    }

    [Fact]
    public async Task Shows_a_new_event_on_top_without_a_hand()
    {
        var room = await house.Room();
        using var api = room.Admin();
        await using var screen = await Screen.SignedIn(chromium, room, "/wall", 1920, 1080);
        await Screen.Reads(screen.Page.GetByLabel("Wall"), "Nothing is open");
        var low = await api.Ingest(Detections.Own("Telemetry late", "low"));
        await Screen.Sees(screen.Row(low));
        var critical = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        await Screen.Sees(screen.Row(critical));
        Assert.Equal(critical, await screen.Page.Locator("[data-event]").First.GetAttributeAsync("data-event"));
        await screen.NeverReloaded();
    }

    [Fact]
    public async Task Follows_over_a_socket_that_the_policy_of_the_page_lets_through()
    {
        var room = await house.Room();
        using var api = room.Admin();
        await using var screen = await Screen.SignedIn(chromium, room, "/wall");
        var socket = await screen.Page.RunAndWaitForWebSocketAsync(() => screen.Go("/wall"));
        await screen.IsLive();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        socket.FrameReceived += (_, frame) =>
        {
            if (frame.Text?.Contains("Boiler 2 too hot", StringComparison.Ordinal) == true)
                told.TrySetResult();
        };
        await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(socket.IsClosed);
    }
}
