using Watchfloor.Events;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Events_are_found_by_whose_they_are_as_soon_as_it_is_said()
    {
        await ShowAll(View("a") with { Assignee = "ana" }, View("b", EventStatus.Closed) with { Assignee = "ben" }, View("c"));
        foreach (var order in Orders)
        {
            var all = new EventFilter([], [], order);
            Assert.Equal(["a"], await Ids(all with { Assignees = ["ana"] }));
            Assert.Equal(["a", "b"], (await Ids(all with { Assignees = ["ana", "ben", "cem"] })).Order());
            Assert.Equal(["c"], await Ids(all with { Unassigned = true }));
            Assert.Equal(["b", "c"], (await Ids(all with { Assignees = ["ben"], Unassigned = true })).Order());
            Assert.Equal(["a"], await Ids(all with { Assignees = ["ana"], Words = SearchTerms.Asked("trouble a"), From = T0 }));
            Assert.Empty(await Ids(all with { Assignees = ["ben"], Statuses = [EventStatus.New] }));
            Assert.Empty(await Ids(all with { Assignees = ["an"] }));
        }

        Assert.Equal(Committed, await Store.Commits.Commit(Show(View("a") with { Assignee = "cem" }, expected: 1)));
        Assert.Equal(Committed, await Store.Commits.Commit(Show(View("c") with { Assignee = "ana" }, expected: 1)));
        Assert.Equal(["c"], await Ids(Latest with { Assignees = ["ana"] }));
        Assert.Equal(["a"], await Ids(Latest with { Assignees = ["cem"], Words = SearchTerms.Asked("trouble") }));
        Assert.Empty(await Ids(Latest with { Unassigned = true }));
        var counts = (await Store.Events.Facets(Tenant, Latest, 10, Cancellation)).Assignees;
        Assert.Equal([("ana", 1), ("ben", 1), ("cem", 1)], counts.Select(count => (count.Key, count.Value)).Order());
    }

    [Fact]
    public async Task Events_are_found_by_how_they_are_set_aside_until_they_come_back()
    {
        var aside = new AsideView("ana", "valve stuck", T0, T0.AddHours(1), OneShot: false);
        await ShowAll(
            View("a") with
            {
                Shelved = aside,
            },
            View("b") with
            {
                Shelved = aside,
                OutOfService = aside,
            },
            View("c") with
            {
                Suppressed = aside,
            },
            View("d")
        );
        foreach (var order in Orders)
        {
            var all = new EventFilter([], [], order);
            Assert.Equal(["a", "b"], (await Ids(all with { Asides = [AsideKind.Shelved] })).Order());
            Assert.Equal(["b", "c"], (await Ids(all with { Asides = [AsideKind.Suppressed, AsideKind.OutOfService] })).Order());
            Assert.Equal(["b"], await Ids(all with { Asides = [AsideKind.Shelved], Words = SearchTerms.Asked("b"), To = T0.AddHours(1) }));
        }
        var counts = (await Store.Events.Facets(Tenant, Latest, 10, Cancellation)).Asides;
        Assert.Equal(
            [(AsideKind.Shelved, 2), (AsideKind.Suppressed, 1), (AsideKind.OutOfService, 1)],
            counts.Select(count => (count.Key, count.Value)).Order()
        );

        Assert.Equal(Committed, await Store.Commits.Commit(Show(View("a"), expected: 1)));
        Assert.Equal(Committed, await Store.Commits.Commit(Show(View("d") with { Shelved = aside }, expected: 1)));
        Assert.Equal(["b", "d"], (await Ids(Latest with { Asides = [AsideKind.Shelved] })).Order());
        Assert.Equal(4, (await Ids(Latest with { Words = SearchTerms.Asked("trouble") })).Count);
    }

    [Fact]
    public async Task A_page_goes_on_where_it_ended_although_what_was_at_its_end_changed()
    {
        await ShowAll([.. Enumerable.Range(0, 9).Select(i => View($"e{i}"))]); // all of one instant
        foreach (var order in Orders)
        {
            var filter = new EventFilter([], [], order) { Categories = ["pressure"] };
            var first = await Store.Events.List(Tenant, filter, 4, null, Cancellation);
            foreach (var seen in first.Items)
            {
                var version = (await Store.Entities.Load(Event(seen.Id), Cancellation))!.Version;
                Assert.Equal(Committed, await Store.Commits.Commit(Show(seen with { Title = $"Other {order}" }, expected: version)));
            }
            var rest = await Store.Events.List(Tenant, filter, 9, first.Next, Cancellation);
            Assert.Equal(9, first.Items.Concat(rest.Items).Select(view => view.Id).Distinct().Count());
            Assert.Equal(5, rest.Items.Count);
        }
    }

    [Fact]
    public async Task The_beginning_of_a_word_is_found_wherever_it_stands_and_however_often()
    {
        await ShowAll([
            .. Enumerable
                .Range(0, 80)
                .Select(i =>
                    View($"e{i:00}") with
                    {
                        Title = i % 2 == 0 ? $"Pumping {i}" : "Leak",
                        Category = i % 20 == 0 ? "flow" : "pressure",
                        DetectedAt = T0.AddSeconds(i),
                    }
                ),
        ]);
        foreach (var order in Orders)
        {
            var all = new EventFilter([], [], order) { Words = SearchTerms.Asked("pum* e*") };
            Assert.Equal(Enumerable.Range(0, 40).Select(i => $"e{i * 2:00}"), (await Ids(all)).Order());
            Assert.Equal(["e00", "e20", "e40", "e60"], (await Ids(all with { Categories = ["flow"] })).Order());
            Assert.Equal(["e42"], await Ids(all with { Words = SearchTerms.Asked("pum* 42") }));
            Assert.Equal(["e00", "e02"], (await Ids(all with { To = T0.AddSeconds(4) })).Order());
            Assert.Equal(20, (await Ids(all with { From = T0.AddSeconds(40) })).Count);
            Assert.Empty(await Ids(all with { Words = SearchTerms.Asked("pum* ump*") }));
        }
    }
}
