using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>New events are found by their words before these are in the index, and afterwards.</summary>
public sealed class PostgresUnindexed : UnindexedRoom
{
    [Fact]
    public async Task An_event_is_found_by_its_words_before_and_after_its_terms_are_moved()
    {
        await using var store = await Open(Later);
        await Show(store, "leak", "e1", "e2", "e3");
        Assert.Equal((3L, 0L), await Standing());
        Assert.Equal(3, await store.Health.Unindexed(Cancellation));

        await AreFound();
        await Move(together: 1);
        Assert.Equal(2, await store.Health.Unindexed(Cancellation));
        await AreFound();
        await Move();
        Assert.Equal(0, await store.Health.Unindexed(Cancellation));
        await AreFound();

        async Task AreFound()
        {
            foreach (var words in new[] { "leak", "le*", "le* e*" })
                Assert.Equal(["e3", "e2", "e1"], await Found(store, words));
            Assert.Equal(["e2"], await Found(store, "leak e2"));
            Assert.Empty(await Found(store, "leak burst"));
            Assert.Equal(3, (await store.Events.Facets(Tenant, Asked("leak"), 10, Cancellation)).Counted);
        }
    }

    [Fact]
    public async Task A_list_goes_on_page_by_page_through_events_on_both_sides()
    {
        string[] ids = [.. Enumerable.Range(0, 30).Select(i => $"e{i:00}")];
        await using var store = await Open(Later);
        await Show(store, "leak", ids);
        await Move(together: 10);
        await Show(store, "leak", "e98", "e99");
        var all = ids.Append("e98").Append("e99").ToList();

        foreach (var order in Enum.GetValues<EventOrder>())
        {
            var seen = new List<string>();
            string? cursor = null;
            do
            {
                var page = await store.Events.List(Tenant, Asked("leak") with { Order = order }, 7, cursor, Cancellation);
                seen.AddRange(page.Items.Select(view => view.Id));
                cursor = page.Next;
            } while (cursor is not null);
            var isFalling = order is EventOrder.Newest or EventOrder.LatestDetected;
            Assert.Equal(isFalling ? Enumerable.Reverse(all) : all, seen);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_of_words_or_time_is_found_whether_it_comes_before_or_after_the_move(bool isMoved)
    {
        await using var store = await Open(Later);
        await Show(store, "leak", "e1", "e2");
        if (isMoved)
            await Move();

        await Change(store, "e1", 1, view => view with { Title = "Burst" });
        await Change(store, "e2", 1, view => view with { DetectedAt = T0.AddDays(1) });

        Assert.Equal(["e2"], await Found(store, "leak"));
        Assert.Equal(["e1"], await Found(store, "burst"));
        Assert.Equal(["e2"], await Ids(store, Asked("leak") with { From = T0.AddHours(1) }));
        await Move();
        Assert.Equal(["e2"], await Found(store, "leak"));
        Assert.Equal(["e1"], await Found(store, "burst"));
        Assert.Equal(["e2"], await Ids(store, Asked("leak") with { From = T0.AddHours(1) }));
    }

    [Fact]
    public async Task What_else_is_asked_for_holds_for_events_beside_the_index_too()
    {
        await using var store = await Open(Later);
        await Show(store, "leak", "e1", "e2");
        await store.Commits.Commit(Sample("e3", "leak", EventStatus.Closed));
        foreach (var order in Enum.GetValues<EventOrder>())
        {
            var leaks = Asked("leak") with { Order = order };
            Assert.Equal(["e3"], await Ids(store, leaks with { Statuses = [EventStatus.Closed] }));
            Assert.Equal(["e1", "e2"], (await Ids(store, leaks with { Statuses = [EventStatus.New] })).Order());
            Assert.Equal(["e2"], await Ids(store, leaks with { From = T0.AddSeconds(2), To = T0.AddSeconds(3) }));
            Assert.Equal(3, (await Ids(store, leaks with { Facilities = ["boiler-house"], Categories = ["pressure"] })).Count);
            Assert.Empty(await Ids(store, leaks with { Facilities = ["elsewhere"] }));
            Assert.Equal(3, (await Ids(store, Latest with { Order = order, Facilities = ["boiler-house"] })).Count);
            Assert.Equal(3, (await Ids(store, Latest with { Order = order, Words = SearchTerms.Asked("le* e*") })).Count);
        }
        Assert.Equal([], (await store.Events.List(new("other"), Asked("leak"), 10, null, Cancellation)).Items.Select(view => view.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_left_of_an_event_that_is_removed_before_or_after_the_move(bool isMoved)
    {
        await using var store = await Open(Later);
        await store.Commits.Commit(Sample("e1", "leak", EventStatus.Closed));
        if (isMoved)
            await Move();

        Assert.Equal(1, await store.Retention.Remove(Aged.Events, T0.AddDays(1), 10, Cancellation));

        Assert.Empty(await Found(store, "leak"));
        Assert.Equal((0L, 0L), await Standing());
    }
}
