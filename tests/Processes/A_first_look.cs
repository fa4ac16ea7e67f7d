using System.Text.Json;

namespace Watchfloor.Tests.Processes;

/// <summary>What a newcomer finds: places, people, policies and a month of events, which are told while the server serves already.</summary>
public sealed class A_first_look
{
    const int Told = 200;

    [Fact]
    public async Task Shows_a_month_of_events_once_also_after_a_kill_in_the_middle_and_pages_nobody_for_them()
    {
        await using var server = await ServerProcess.Start(demo: true);
        using var api = server.Admin();
        await Eventually.Sees("the first events", () => Events(api), seen => seen.Count > 0);
        await server.Kill();
        await server.StartAgain();
        var events = await Eventually.Sees("all events", () => Events(api), seen => seen.Count >= Told);

        Assert.Equal(Told, events.Select(it => it.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(6, (await api.Get("facilities")).Items.Count);
        Assert.Single((await api.Get("maintenance-windows")).Items);
        Assert.Equal(["ami", "manual", "scada"], Values(events, "source"));
        Assert.Equal(["acknowledged", "closed", "in_progress", "new", "resolved"], Values(events, "status"));
        var detected = events.Select(it => it.GetProperty("detectedAt").GetDateTimeOffset()).Order().ToList();
        Assert.InRange((detected[^1] - detected[0]).TotalDays, 28, 31);
        foreach (var open in events.Where(it => it.GetProperty("status").GetString() == "new"))
            Assert.Empty((await api.Get($"events/{open.GetProperty("id").GetString()}/pages")).Items);

        var closed = events.First(it => it.GetProperty("status").GetString() == "closed").GetProperty("id").GetString();
        var times = (await api.Get($"events/{closed}/timeline")).Items.Select(it => it.GetProperty("at").GetDateTimeOffset()).ToList();
        Assert.True(times.Count >= 4, "somebody took it, ended it and closed it");
        Assert.Equal(times.Order(), times);
        Assert.All(times, at => Assert.True(at < DateTimeOffset.UtcNow));

        Assert.Equal(0, await server.Stop());
        await server.StartAgain();
        Assert.Equal(Told, (await Events(api)).Count);
        Assert.DoesNotContain("could not be told", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_no_past_to_a_server_that_has_events_of_its_own()
    {
        await using var server = await ServerProcess.Start();
        using var api = server.Admin();
        var own = await api.Ingest(Detections.Own("Ours"));
        Assert.Equal(0, await server.Stop());
        await using var demo = ServerProcess.Launch(server.Address, server.DataPath, demo: true);
        await demo.Says("Sign in: ");
        await server.ReadyAgain();
        Assert.Equal(own, Assert.Single(await Events(api)).GetProperty("id").GetString());
        Assert.Equal(0, await demo.Terminate());
    }

    static async Task<List<JsonElement>> Events(Caller api)
    {
        var all = new List<JsonElement>();
        for (var cursor = ""; ; )
        {
            var page = await api.Get($"events?limit=100{cursor}");
            all.AddRange(page.Items);
            if (page.Json.GetProperty("nextCursor").GetString() is not { } next)
                return all;
            cursor = $"&cursor={Uri.EscapeDataString(next)}";
        }
    }

    static IEnumerable<string> Values(IEnumerable<JsonElement> events, string name) =>
        events.Select(it => it.GetProperty(name).GetString()!).Distinct().Order(StringComparer.Ordinal);
}
