using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    [Fact]
    public async Task What_is_past_comes_by_rank_then_age_and_what_is_coming_by_time()
    {
        await Arm(
            ("late-low", -1, 4),
            ("later-critical", -2, 1),
            ("latest-critical", -3, 1),
            ("soon", 5, 9),
            ("sooner", 1, 9),
            ("far", 60, 1)
        );

        var due = await AllDue(until: T0.AddMinutes(30));

        Assert.Equal(
            ["latest-critical", "later-critical", "late-low"],
            Ordered(due.Where(entry => entry.At <= T0), entry => (entry.Rank, entry.At))
        );
        Assert.Equal(["sooner", "soon"], Ordered(due.Where(entry => entry.At > T0), entry => (0, entry.At)));
        Assert.Equal(
            (T0.AddMinutes(-3), 1),
            due.Where(entry => entry.Entity.Id == "latest-critical").Select(entry => (entry.At, entry.Rank)).Single()
        );
    }

    [Fact]
    public async Task Within_a_partition_the_order_is_the_order_of_waking()
    {
        var ids = Enumerable.Range(0, 1_000).Select(i => $"e{i}").Where(id => Store.DueTimes.PartitionOf(Event(id)) == 1).Take(6).ToList();
        (int Minute, int Rank)[] plan = [(2, 1), (-1, 5), (1, 9), (-2, 5), (-1, 2), (90, 1)];
        await Arm([.. ids.Zip(plan, (id, p) => (id, p.Minute, p.Rank))]);

        var missed = await Store.DueTimes.Missed(1, T0, behind: null, 10, Cancellation);
        var coming = await Store.DueTimes.Coming(1, T0, T0.AddMinutes(30), 10, Cancellation);

        Assert.Equal([ids[4], ids[3], ids[1]], missed.Select(entry => entry.Entity.Id));
        Assert.Equal([ids[2], ids[0]], coming.Select(entry => entry.Entity.Id));
        Assert.Equal(missed.Take(2), await Store.DueTimes.Missed(1, T0, behind: null, 2, Cancellation));
        Assert.Equal(coming.Take(1), await Store.DueTimes.Coming(1, T0, T0.AddMinutes(30), 1, Cancellation));
        Assert.Equal(coming, await Store.DueTimes.ComingOf(Kinds.Event, 1, T0, T0.AddMinutes(30), 10, Cancellation));
        Assert.Equal(coming.Take(1), await Store.DueTimes.ComingOf(Kinds.Event, 1, T0, T0.AddMinutes(30), 1, Cancellation));
        Assert.Empty(await Store.DueTimes.ComingOf(Kinds.Page, 1, T0, T0.AddMinutes(30), 10, Cancellation));
    }

    [Fact]
    public async Task The_missed_are_read_page_by_page_and_none_twice()
    {
        var ids = Enumerable.Range(0, 1_000).Select(i => $"e{i}").Where(id => Store.DueTimes.PartitionOf(Event(id)) == 2).Take(30).ToList();
        await Arm([.. ids.Select((id, i) => (id, -1 - (i % 3), i % 4))]);
        var all = await Store.DueTimes.Missed(2, T0, behind: null, 100, Cancellation);

        var pages = new List<DueEntry>();
        while (await Store.DueTimes.Missed(2, T0, pages.Count == 0 ? null : pages[^1], 7, Cancellation) is { Count: > 0 } page)
            pages.AddRange(page);

        Assert.Equal(30, all.Count);
        Assert.Equal(all, pages);
    }

    [Fact]
    public async Task A_deadline_moves_and_is_disarmed_with_its_commit()
    {
        await Arm(("e1", 5, 3));
        await Store.Commits.Commit(Commit(Event("e1"), 1) with { Due = new(T0.AddMinutes(9), 2) });
        Assert.Equal([new DueEntry(Event("e1"), T0.AddMinutes(9), 2)], await AllDue(T0.AddDays(1)));
        Assert.Empty(await AllDue(T0.AddMinutes(8)));

        await Store.Commits.Commit(Commit(Event("e1"), 2));

        Assert.Empty(await AllDue(T0.AddDays(1)));
        Assert.Equal(0, await Store.Health.DueDepth(Cancellation));
    }

    [Fact]
    public void Every_partition_gets_its_share_and_keeps_it()
    {
        var counts = Enumerable
            .Range(0, 4_000)
            .GroupBy(i => Store.DueTimes.PartitionOf(Event($"e{i}")))
            .ToDictionary(g => g.Key, g => g.Count());

        Assert.Equal(Enumerable.Range(0, Store.DueTimes.Partitions), counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 800, 1_200));
        // Written to disk: these never change.
        Assert.Equal(
            KnownPartitions,
            new[] { Event("e1"), Event("e2"), Of(Kinds.Page, "e1.p.1.1.c"), Of(Kinds.Device, "pump/1") }.Select(Store.DueTimes.PartitionOf)
        );
    }

    /// <summary>Where four known entities lie; the same in every store.</summary>
    static int[] KnownPartitions => [2, 1, 2, 2];

    async Task Arm(params (string Id, int Minute, int Rank)[] deadlines)
    {
        foreach (var (id, minute, rank) in deadlines)
            await Store.Commits.Commit(Commit(Event(id), 0) with { Due = new(T0.AddMinutes(minute), rank) });
    }

    async Task<List<DueEntry>> AllDue(DateTimeOffset until)
    {
        var due = new List<DueEntry>();
        for (var partition = 0; partition < Store.DueTimes.Partitions; partition++)
        {
            IReadOnlyList<DueEntry> entries =
            [
                .. await Store.DueTimes.Missed(partition, T0, behind: null, 100, Cancellation),
                .. await Store.DueTimes.Coming(partition, T0, until, 100, Cancellation),
            ];
            Assert.All(entries, entry => Assert.Equal(partition, Store.DueTimes.PartitionOf(entry.Entity)));
            due.AddRange(entries);
        }
        return due;
    }

    static IEnumerable<string> Ordered<TKey>(IEnumerable<DueEntry> entries, Func<DueEntry, TKey> key) =>
        entries.OrderBy(key).Select(entry => entry.Entity.Id);
}
