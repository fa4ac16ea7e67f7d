using System.Text.Json;

namespace Watchfloor.Tests.Processes;

/// <summary>What must be true of a cluster after whatever was done to it while writers and people were at work.</summary>
sealed class SiloBooks(SiloProcesses cluster, Receiver receiver, Writers writers, Acknowledgers people)
{
    const string Events = "SELECT string_agg(id, ' ') FROM journal WHERE kind = 'event' AND version = 1";

    /// <summary>
    /// What can be looked at while all are at work: what was promised by then is there, facts are numbered without a gap or a fork, and no
    /// page has broken its promise.
    /// </summary>
    /// <param name="when">For whoever reads that it was not so.</param>
    public async Task HoldSoFar(string when)
    {
        var (occurrences, taken) = (writers.Acknowledged.Values.ToHashSet(), people.Answered);
        var complaints = writers.Complaints.Concat(people.Complaints).ToList();
        var events = (await cluster.Database.FirstText(Events))?.Split(' ') ?? [];
        complaints.AddRange(occurrences.Except(events).Select(id => $"{id}: it was acknowledged that it came, and it is not there"));
        if (await cluster.Database.FirstText(Books.Gaps) is { } gap)
            complaints.Add(gap);
        complaints.AddRange(await OfPages(taken));
        Assert.True(complaints.Count == 0, $"{when}:\n{string.Join('\n', complaints.Take(5))}\n\n{cluster.Output}");
    }

    /// <summary>
    /// The same when all have finished, and every occurrence is in its event once, every event was paged under one key, and each page is
    /// delivered, or was not wanted any more.
    /// </summary>
    /// <param name="levels">Where the receiver hears the levels of the policy, in their order.</param>
    public async Task Hold(Caller api, IReadOnlyList<string> levels, string what)
    {
        await Books.HoldEachOnce(api, writers.Acknowledged, round: 0);
        var events = writers.Acknowledged.Values.ToHashSet();
        var taken = (await PageStory.Read(cluster.Database)).Acknowledged.Keys.ToHashSet();
        await EveryPageIsDecided(api, events, levels.Count, taken);
        await HoldSoFar(what);
        Assert.All(receiver.All(), page => Assert.Equal("valid", page.Signature));
        Assert.All(
            receiver.All().GroupBy(page => (page.EventId, page.Level)),
            copies => Assert.Single(copies.Select(copy => copy.Key).Distinct())
        );
        foreach (var path in levels)
            Assert.Empty(events.Except(taken).Except(receiver.All().Where(page => page.Path == path).Select(page => page.EventId)));

        var pages = (await PageStory.Read(cluster.Database)).Pages;
        var crossed = pages.Count(page => page.Delivered is { Crossed: true });
        var inTime = pages.Count(page => page is { Delivered.Crossed: false, Acknowledged: not null });
        var calledOff = pages.Count(page => page is { Delivered: null, Acknowledged: not null });
        var facts = await cluster.Database.FirstText("SELECT count(*) || '' FROM journal");
        Report.Line(
            $"{what}: {writers.Acknowledged.Count} acknowledged occurrences in {events.Count} events, each counted once; {receiver.All().Count} pages, one key each; {taken.Count} events acknowledged by people, none of them paged by an attempt that began later: {inTime} pages came before, {crossed} crossed, {calledOff} were called off; {facts} facts, versions without a gap"
        );
        Assert.True(crossed > 0, $"nobody acknowledged while a page was under way, so nothing was shown by {what}");
    }

    async Task<IEnumerable<string>> OfPages(IReadOnlyCollection<string> taken)
    {
        var looked = TimeProvider.System.GetUtcNow();
        var (pages, acknowledged) = await PageStory.Read(cluster.Database);
        var received = receiver.All();
        var copies = received.ToLookup(copy => copy.Key, copy => copy.At);
        var begun = received.Where(copy => copy.At < looked).Select(copy => copy.Key).Distinct();
        return taken
            .Where(id => !acknowledged.ContainsKey(id))
            .Select(id => $"{id}: whoever acknowledged it was told so, and it is not written down")
            .Concat(begun.Except(pages.Select(page => page.Id)).Select(key => $"{key}: no attempt began"))
            .Concat(pages.SelectMany(page => PageJudge.Complaints(page, [.. copies[page.Id]], looked)));
    }

    /// <summary>Pages of events nobody took are delivered, the others delivered or silenced.</summary>
    static async Task EveryPageIsDecided(Caller api, HashSet<string> events, int levels, HashSet<string> taken)
    {
        var left = events.ToList();
        await Eventually.Sees(
            "every page delivered or silenced",
            async () =>
            {
                var open = new List<string>();
                foreach (var id in left)
                {
                    var pages = (await api.Get($"events/{id}/pages")).Items;
                    if (!IsDecided(pages, levels, taken.Contains(id)))
                        open.Add(id);
                }
                return left = open;
            },
            open => open.Count == 0,
            TimeSpan.FromMinutes(2)
        );
    }

    /// <summary>All levels were reached, or somebody has it.</summary>
    static bool IsDecided(IReadOnlyList<JsonElement> pages, int levels, bool isTaken)
    {
        var words = pages.Select(page => page.GetProperty("status").GetString()).ToList();
        return words.Count >= (isTaken ? 1 : levels) && words.TrueForAll(word => word == "delivered" || (isTaken && word == "suppressed"));
    }
}
