using System.Text.Json;

namespace Watchfloor.Tests.Processes;

/// <summary>The main job on real processes: a connector that replays, a server, and a receiver that is not ours.</summary>
public sealed class The_journey
{
    [Theory]
    [InlineData(ServerDatabase.Sqlite)]
    [InlineData(ServerDatabase.Postgres)]
    public async Task A_replayed_reading_pages_two_levels_falls_silent_and_ends_when_the_replay_returns_to_normal(string kind)
    {
        await using var database = await ServerDatabase.Of(kind);
        await using var server = await database.Serve();
        await using var receiver = await Receiver.Start();
        using var directory = new TemporaryDirectory();
        using var api = server.Admin();
        var station = await api.Make("facilities", new { name = "Riverside pump station", dma = "DMA 12" });
        var ana = await api.Webhook("Ana", receiver, "/ana");
        var ben = await api.Webhook("Ben", receiver, "/ben");
        await api.Make("escalation-policies", Policy(ana, ben));
        await api.Make("rules", Rule(station));

        await using var fault = ConnectorProcess.Replay(
            server,
            directory,
            "pump-1",
            "pressure",
            [6.1, 6.2, 6.1, .. Enumerable.Repeat(9.1, 6000)]
        );
        var opened = await Eventually.Sees("the event", () => api.Get("events"), seen => seen.Items.Count > 0);
        var id = opened.Items.Single().GetProperty("id").GetString()!;

        var first = Assert.Single(await receiver.Rings("/ana", id));
        Assert.Equal(("valid", 1, true), (first.Signature, first.Level, first.Length));
        Assert.Equal("critical", first.Page.GetProperty("severity").GetString());
        var second = Assert.Single(await receiver.Rings("/ben", id));
        Assert.Equal(("valid", 2), (second.Signature, second.Level));
        Assert.NotEqual(first.Key, second.Key);

        Assert.Equal("acknowledged", (await api.Act(id, "acknowledge"))["status"]);
        Assert.Equal(JsonValueKind.Null, (await api.Get($"events/{id}")).Json.GetProperty("nextPage").ValueKind);
        Assert.Equal(409, (await api.Post($"events/{id}/resolve", new { })).Status); // the pressure is still too high
        Assert.Equal("in_progress", (await api.Act(id, "start"))["status"]);
        Assert.Equal(0, await fault.Stop());

        await using var repaired = ConnectorProcess.Replay(server, directory, "pump-1", "pressure", Enumerable.Repeat(6.1, 6000));
        var resolved = await api.EventIs(id, "resolved");
        Assert.Equal("system", resolved["resolvedBy"]);
        Assert.Equal("closed", (await api.Act(id, "close"))["status"]);

        Assert.Equal(2, receiver.All().Count); // the third level never came
        Tells((await api.Get($"events/{id}/timeline")).Items.Select(item => item.GetProperty("type").GetString()!).ToList());
        var pages = (await api.Get($"events/{id}/pages")).Items;
        Assert.Equal(["delivered", "delivered", "suppressed", "suppressed"], pages.Select(page => page.GetProperty("status").GetString()));
    }

    /// <summary>A page's delivery is noted when its receiver has answered, which a slow machine may tell after the next step of the event.</summary>
    static void Tells(List<string> story)
    {
        Assert.Equal(
            ["created", "level_reached", "level_reached", "acknowledged", "started", "condition_cleared", "resolved", "closed"],
            story.Where(item => item != "page_delivered")
        );
        var deliveries = story.Index().Where(item => item.Item == "page_delivered").Select(item => item.Index).ToList();
        Assert.Equal(2, deliveries.Count);
        foreach (var (before, at) in deliveries.Index())
            Assert.True(
                story.Take(at).Count(item => item == "level_reached") > before,
                "a page was delivered before its level was reached"
            );
    }

    static object Policy(string ana, string ben) =>
        new
        {
            name = "Ana, then Ben, then both",
            levels = new[]
            {
                new { after = "PT0S", targets = new[] { new { channelId = ana } } },
                new { after = "PT1S", targets = new[] { new { channelId = ben } } },
                new { after = "PT1H", targets = new[] { new { channelId = ana }, new { channelId = ben } } },
            },
        };

    static object Rule(string facilityId) =>
        new
        {
            name = "Discharge pressure high",
            tag = "pump-1/pressure",
            @operator = ">",
            limit = 8.0,
            @for = "PT1S",
            hysteresis = 0.2,
            severity = "critical",
            category = "pressure",
            facilityId,
        };
}
