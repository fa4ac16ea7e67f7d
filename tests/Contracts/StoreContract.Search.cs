using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    static readonly EventFilter Latest = new([], [], EventOrder.LatestDetected);

    static IEnumerable<EventOrder> Orders => Enum.GetValues<EventOrder>();

    [Fact]
    public async Task A_list_can_be_narrowed_to_sources_categories_and_facilities()
    {
        await ShowAll(
            View("a") with
            {
                Source = "SCADA north, 2",
                Category = "flow",
            },
            View("b") with
            {
                FacilityId = "Pump House/ü",
            },
            View("c") with
            {
                FacilityId = null,
            }
        );

        foreach (var order in Orders)
        {
            var all = new EventFilter([], [], order);
            Assert.Equal(["a"], await Ids(all with { Sources = ["SCADA north, 2", "nobody"] }));
            Assert.Empty(await Ids(all with { Sources = ["scada north, 2"] })); // its label is the same, it is not
            Assert.Equal(["b", "c"], (await Ids(all with { Categories = ["pressure"] })).Order());
            Assert.Equal(["b"], await Ids(all with { Facilities = ["Pump House/ü"], Categories = ["pressure", "flow"] }));
            Assert.Equal(["a", "b"], (await Ids(all with { Facilities = ["Pump House/ü", "boiler-house"] })).Order());
        }
    }

    [Fact]
    public async Task A_list_can_be_narrowed_to_a_time_of_detection()
    {
        await ShowAll([.. Enumerable.Range(0, 6).Select(i => View($"e{i}", minute: 9 - i) with { DetectedAt = T0.AddMinutes(i) })]);

        foreach (var order in Orders)
        {
            var all = new EventFilter([], [], order) { From = T0.AddMinutes(1), To = T0.AddMinutes(4) };
            Assert.Equal(["e1", "e2", "e3"], (await Ids(all)).Order());
            Assert.Equal(["e2", "e3"], (await Ids(all with { From = T0.AddMinutes(1).AddMicroseconds(1) })).Order());
            Assert.Equal(["e1", "e2", "e3", "e4"], (await Ids(all with { To = T0.AddMinutes(4).AddMicroseconds(1) })).Order());
            Assert.Empty(await Ids(all with { To = all.From }));
        }
        Assert.Equal(["e5", "e4", "e3", "e2", "e1", "e0"], await Ids(Latest));
        Assert.Equal(["e4", "e5"], await Ids(new([], [], EventOrder.EarliestDetected) { From = T0.AddMinutes(4) }));
    }

    [Fact]
    public async Task The_ends_of_time_are_instants_like_others()
    {
        await ShowAll(View("e1"), View("e2") with { DetectedAt = DateTimeOffset.MaxValue.AddMicroseconds(-1) });

        foreach (var order in Orders)
        {
            var ever = new EventFilter([], [], order) { From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue };
            Assert.Equal(["e1", "e2"], (await Ids(ever)).Order());
            Assert.Equal(["e2"], await Ids(ever with { From = DateTimeOffset.MaxValue.AddMilliseconds(-5) }));
            Assert.Empty(await Ids(ever with { To = DateTimeOffset.MinValue }));
        }
    }

    [Fact]
    public async Task Events_are_found_by_their_words()
    {
        await ShowAll(
            View("e1", EventStatus.Closed) with
            {
                Title = "Überdruck: PUMP-7 at 8.5 bar",
                Description = "Read at the pump, twice",
                ExternalId = "alarm/4711",
                Attributes = new Dictionary<string, string> { ["shift"] = "Früh" },
            },
            View("e2") with
            {
                Title = "pumps stand still",
            }
        );

        foreach (var order in Orders)
        {
            foreach (var statuses in new EventStatus[][] { [], [EventStatus.New, EventStatus.Closed], [EventStatus.New] })
            {
                string[] closed = statuses is [EventStatus.New] ? [] : ["e1"];
                var all = new EventFilter(statuses, [], order);
                foreach (
                    var text in new[] { "pump", "überdruck", "ÜBERDRUCK pump", "4711", "shift früh", "e1", "8 bar", "über*", "\"PUMP-7\"" }
                )
                    Assert.Equal(closed, await Ids(all with { Words = SearchTerms.Asked(text) }));
                Assert.Equal([.. closed, "e2"], (await Ids(all with { Words = SearchTerms.Asked("pump*") })).Order());
                Assert.Equal(["e2"], await Ids(all with { Words = SearchTerms.Asked("e2 pu* sta*") }));
                foreach (var text in new[] { "pum", "pump still", "OR", "pump OR pumps", "_sscada", "main", "shift spät" })
                    Assert.Empty(await Ids(all with { Words = SearchTerms.Asked(text) }));
            }
        }
        Assert.Empty(
            (await Store.Events.List(new("other"), Latest with { Words = SearchTerms.Asked("pump") }, 10, null, Cancellation)).Items
        );
    }

    [Fact]
    public async Task Events_are_found_on_the_map()
    {
        await ShowAll(
            At("here", 50.1, 8.6),
            At("edge", 50.0, 8.5),
            At("south", -33.9, 151.2),
            At("dateline", 0, 179.9),
            At("behind", 0, -179.9),
            View("nowhere")
        );

        foreach (var order in Orders)
        {
            foreach (var words in new[] { "", "trouble" })
            {
                var all = new EventFilter([], [], order) { Words = SearchTerms.Asked(words) };
                Assert.Equal(["edge", "here"], (await Ids(all with { Box = new(8.5, 50, 9, 51) })).Order());
                Assert.Equal(["here"], await Ids(all with { Box = new(8.5000001, 50, 9, 51) }));
                Assert.Equal(["behind", "dateline"], (await Ids(all with { Box = new(179, -1, -179, 1) })).Order());
                Assert.Equal(5, (await Ids(all with { Box = new(-180, -90, 180, 90) })).Count);
                Assert.Empty(await Ids(all with { Box = new(8.5, 50, 9, 51), Statuses = [EventStatus.Closed] }));
                Assert.Equal(["edge", "here"], (await Ids(all with { Box = new(8, 49, 9, 51), Statuses = [EventStatus.New] })).Order());
            }
        }
    }

    [Fact]
    public async Task What_changes_is_found_as_it_is_now_and_what_goes_is_found_no_more()
    {
        await ShowAll(At("e1", 50, 8) with { Title = "Leak" });
        var moved = At("e1", 10, 10) with { Title = "Burst", Category = "flow", DetectedAt = T0.AddDays(1) };
        Assert.Equal(Committed, await Store.Commits.Commit(Show(moved, expected: 1)));

        Assert.Empty(await Ids(Latest with { Words = SearchTerms.Asked("leak") }));
        Assert.Empty(await Ids(Latest with { Box = new(7, 49, 9, 51) }));
        Assert.Empty(await Ids(Latest with { To = T0.AddHours(1) }));
        Assert.Equal(["e1"], await Ids(Latest with { Words = SearchTerms.Asked("burst"), Categories = ["flow"], Box = new(9, 9, 11, 11) }));

        Assert.True(await Store.Journals.Rewrite(Show(At("e1", 50, 8) with { Title = "Leak" }, expected: 2) with { Facts = [] }));
        Assert.Empty(await Ids(Latest with { Words = SearchTerms.Asked("burst") }));
        Assert.Equal(["e1"], await Ids(Latest with { Words = SearchTerms.Asked("leak"), Box = new(7, 49, 9, 51) }));

        var closed = View("e1", EventStatus.Closed) with { Title = "Leak" };
        Assert.Equal(Committed, await Store.Commits.Commit(Show(closed, expected: 2)));
        Assert.Equal(1, await Store.Retention.Remove(Aged.Events, T0.AddDays(1), 10, Cancellation));
        Assert.Empty(await Ids(Latest with { Words = SearchTerms.Asked("leak") }));
        Assert.Empty(await Ids(Latest));
        Assert.Equal(0, (await Store.Events.Facets(Tenant, Latest, 10, Cancellation)).Counted);
    }

    /// <summary>As grains do, which decide on what is pending.</summary>
    [Fact]
    public async Task What_changes_before_it_is_durable_is_found_by_its_last_words_alone()
    {
        var results = await Task.WhenAll(
            Store.Commits.Commit(Show(View("e1") with { Title = "Leak" })),
            Store.Commits.Commit(Show(View("e2") with { Title = "Leak" })),
            Store.Commits.Commit(Show(View("e2") with { Title = "Burst" }, expected: 1)),
            Store.Commits.Commit(Show(View("e1") with { Title = "Spill", DetectedAt = T0.AddDays(1) }, expected: 1)),
            Store.Commits.Commit(Show(View("e1") with { Title = "Stench", DetectedAt = T0.AddDays(1) }, expected: 2))
        );

        Assert.All(results, result => Assert.Equal(Committed, result));
        foreach (var text in new[] { "leak", "spill" })
            Assert.Empty(await Ids(Latest with { Words = SearchTerms.Asked(text) }));
        Assert.Equal(["e2"], await Ids(Latest with { Words = SearchTerms.Asked("burst") }));
        Assert.Equal(["e1"], await Ids(Latest with { Words = SearchTerms.Asked("stench") }));
    }

    [Fact]
    public async Task Pages_of_what_was_searched_are_complete_while_events_come_in()
    {
        await ShowAll([
            .. Enumerable
                .Range(0, 47)
                .Select(i => At($"e{i:00}", 50 + (i / 100.0), 8) with { DetectedAt = T0.AddSeconds(i / 5), Title = $"Leak {i}" }),
        ]);
        foreach (var order in Orders)
        {
            var filter = new EventFilter([], [], order)
            {
                Words = SearchTerms.Asked("leak"),
                Box = new(7, 49, 9, 51),
                From = T0,
            };
            var expected = await Ids(filter);
            var seen = new List<string>();
            string? cursor = null;
            do
            {
                var page = await Store.Events.List(Tenant, filter, 10, cursor, Cancellation);
                seen.AddRange(page.Items.Select(view => view.Id));
                cursor = page.Next;
                await ShowAll(At($"z{order}{seen.Count}", 50, 8) with { Title = "Leak", DetectedAt = T0.AddHours(1) });
            } while (cursor is not null);

            Assert.Equal(expected, seen.Where(expected.Contains));
            Assert.Equal(seen.Count, seen.Distinct().Count());
        }
    }

    [Fact]
    public async Task The_words_of_events_are_counted()
    {
        await ShowAll(
            View("a", EventStatus.New, Severity.Critical) with
            {
                Category = "flow",
                FacilityId = null,
            },
            View("b", EventStatus.New, Severity.High),
            View("c", EventStatus.Closed, Severity.High) with
            {
                DetectedAt = T0.AddMinutes(1),
            }
        );

        var all = await Store.Events.Facets(Tenant, Latest, 10, Cancellation);
        Assert.Equal((3, true), (all.Counted, all.IsComplete));
        Assert.Equal([(EventStatus.New, 2), (EventStatus.Closed, 1)], all.Statuses.Select(count => (count.Key, count.Value)).Order());
        Assert.Equal([(Severity.Critical, 1), (Severity.High, 2)], all.Severities.Select(count => (count.Key, count.Value)).Order());
        Assert.Equal([("flow", 1), ("pressure", 2)], all.Categories.Select(count => (count.Key, count.Value)).Order());
        Assert.Equal([("boiler-house", 2)], all.Facilities.Select(count => (count.Key, count.Value)));
        Assert.Equal([("scada", 3)], all.Sources.Select(count => (count.Key, count.Value)));

        var some = await Store.Events.Facets(Tenant, Latest with { Severities = [Severity.High] }, 1, Cancellation);
        Assert.Equal((1, false, EventStatus.Closed), (some.Counted, some.IsComplete, some.Statuses.Single().Key));
    }

    static EventView At(string id, double lat, double lon) => View(id) with { Location = new(lat, lon) };
}
