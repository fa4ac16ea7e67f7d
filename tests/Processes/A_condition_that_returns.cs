namespace Watchfloor.Tests.Processes;

/// <summary>The journey of two limits of one tag: they join, clear one after the other, and one of them comes back.</summary>
public sealed class A_condition_that_returns
{
    static readonly DateTimeOffset Morning = DateTimeOffset.UtcNow.AddMinutes(-20);

    [Theory]
    [InlineData(ServerDatabase.Sqlite)]
    [InlineData(ServerDatabase.Postgres)]
    public async Task Joins_pages_anew_where_it_is_worse_ends_with_its_last_condition_and_begins_anew_when_it_is_back_also_across_a_kill(
        string kind
    )
    {
        await using var database = await ServerDatabase.Of(kind);
        await using var server = await database.Serve();
        await using var receiver = await Receiver.Start();
        using var api = server.Admin();
        var station = await api.Make("facilities", new { name = "Riverside pump station" });
        await api.PageAtOnce(await api.Webhook("Ana", receiver, "/ana"));

        var (id, created) = await Tell(api, station, "H", priority: 2, "active", minute: 0);
        Assert.Equal("created", created);
        var ring = Assert.Single(await receiver.Rings("/ana", id));
        Assert.Equal((id, "merged"), await Tell(api, station, "HH", priority: 1, "active", minute: 2));
        Assert.Equal((id, "duplicate"), await Tell(api, station, "HH", priority: 1, "active", minute: 2));
        var joined = await api.Get($"events/{id}");
        Assert.Equal(("critical", "2", "new"), (joined["severity"], joined["count"], joined["status"]));

        await receiver.Rings("/ana", id, times: 2); // once as it came, and once more as it became critical

        await server.Kill();
        await server.StartAgain();
        await api.Act(id, "acknowledge");
        Assert.Equal(409, (await api.Post($"events/{id}/resolve", new { })).Status); // both limits are crossed
        Assert.Equal((id, "cleared"), await Tell(api, station, "HH", priority: 1, "cleared", minute: 4));
        Assert.Equal("acknowledged", (await api.Get($"events/{id}"))["status"]);
        Assert.Equal((id, "cleared"), await Tell(api, station, "H", priority: 2, "cleared", minute: 6));
        Assert.Equal("system", (await api.EventIs(id, "resolved"))["resolvedBy"]);

        var (again, outcome) = await Tell(api, station, "H", priority: 2, "active", minute: 8);
        Assert.Equal("created", outcome);
        Assert.NotEqual(id, again);
        var second = Assert.Single(await receiver.Rings("/ana", again));
        Assert.NotEqual(ring.Key, second.Key);
        var rings = await receiver.Rings("/ana", id, times: 2); // the kill paged nobody under another key
        Assert.Equal(2, rings.Select(page => page.Key).Distinct().Count());
        var types = (await api.Get($"events/{id}/timeline")).Items.Select(item => item.GetProperty("type").GetString()!).ToList();
        Assert.Equal(
            ["created", "merged", "acknowledged", "condition_cleared", "condition_cleared", "resolved"],
            types.Where(Told.Contains)
        );
    }

    static readonly HashSet<string> Told = ["created", "merged", "acknowledged", "condition_cleared", "resolved", "reopened"];

    /// <summary>As a SCADA system tells it; returns the event and what became of it.</summary>
    static async Task<(string Id, string Outcome)> Tell(Caller api, string facilityId, string limit, int priority, string state, int minute)
    {
        var answer = await api.Post(
            "events/ingest/scada",
            new
            {
                station = "Riverside",
                facilityId,
                tag = "PT-101",
                value = 9.4,
                limit,
                unit = "bar",
                quality = 192,
                priority,
                state,
                timestamp = Morning.AddMinutes(minute),
            }
        );
        Assert.True(answer.Succeeded, $"{answer}");
        return (answer["eventId"]!, answer["outcome"]!);
    }
}
