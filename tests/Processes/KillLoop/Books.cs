namespace Watchfloor.Tests.Processes;

/// <summary>What is checked after the power came back.</summary>
static class Books
{
    /// <summary>Says of each entity whose facts are not numbered 1, 2, 3 … how they are.</summary>
    public const string Gaps = """
        SELECT tenant || '/' || kind || '/' || id || ' has ' || count(*) || ' facts from ' || min(version) || ' to ' || max(version)
        FROM journal GROUP BY tenant, kind, id HAVING count(*) <> max(version) OR min(version) <> 1
        """;

    /// <summary>The long form leaves tens of thousands of pages to look at.</summary>
    static readonly TimeSpan Generous = TimeSpan.FromMinutes(5);

    /// <summary>Every acknowledged event is there by its id.</summary>
    public static async Task Hold(Caller api, IEnumerable<string> eventIds, int round)
    {
        foreach (var id in eventIds.Distinct())
        {
            var answer = await api.Get($"events/{id}");
            Assert.True(answer.Status == 200, $"round {round}: event {id} was acknowledged, and now: {answer}");
        }
    }

    /// <summary>Waits until each event's page was received; every repeat of a page has the key of the first. Returns how many pages.</summary>
    public static async Task<int> EveryPageArrives(Caller api, Receiver receiver, IReadOnlySet<string> eventIds)
    {
        await Eventually.Sees(
            "a page of every event",
            () => eventIds.Except(receiver.All().Select(page => page.EventId)).ToList(),
            missing => missing.Count == 0,
            Generous
        );
        var left = eventIds.ToList();
        await Eventually.Sees(
            "nothing left to deliver",
            async () => left = await Undelivered(api, left),
            open => open.Count == 0,
            Generous
        );
        var received = receiver.All();
        Assert.All(received, page => Assert.Equal("valid", page.Signature));
        Assert.All(
            received.GroupBy(page => (page.EventId, page.Level)),
            copies => Assert.Single(copies.Select(copy => copy.Key).Distinct())
        );
        return received.Select(page => page.Key).Distinct().Count();
    }

    /// <summary>Every acknowledged occurrence is in its event, and none is there twice. Nothing else may have been sent.</summary>
    public static async Task HoldEachOnce(Caller api, IReadOnlyDictionary<string, string> acknowledged, int round)
    {
        foreach (var occurrences in acknowledged.GroupBy(pair => pair.Value, pair => pair.Key))
        {
            var answer = await api.Get($"events/{occurrences.Key}");
            Assert.True(answer.Status == 200, $"round {round}: event {occurrences.Key} was acknowledged, and now: {answer}");
            var count = answer.Json.GetProperty("count").GetInt32();
            Assert.True(
                count == occurrences.Count(),
                $"event {occurrences.Key} counts {count} occurrences, and these were acknowledged: {string.Join(' ', occurrences)}"
            );
        }
    }

    /// <summary>Each entity's facts are numbered 1, 2, 3 … to its newest version. Returns how many facts there are.</summary>
    public static async Task<long> VersionsHaveNoGap(ServerDatabase database, ServerProcess server)
    {
        Assert.Null(await database.FirstText(server, Gaps));
        return long.Parse((await database.FirstText(server, "SELECT count(*) || '' FROM journal"))!);
    }

    static async Task<List<string>> Undelivered(Caller api, IEnumerable<string> eventIds)
    {
        var left = new List<string>();
        foreach (var id in eventIds)
        {
            var pages = (await api.Get($"events/{id}/pages")).Items;
            if (pages.Count == 0 || pages.Any(page => page.GetProperty("status").GetString() != "delivered"))
                left.Add(id);
        }
        return left;
    }
}
