using Watchfloor.Events;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    static readonly EventFilter ByArrival = new([], []);
    static readonly EventFilter ByUrgency = new([], [], EventOrder.Urgency);

    [Fact]
    public async Task An_event_is_found_as_it_was_shown()
    {
        var view = View("e1") with
        {
            Attributes = new Dictionary<string, string> { ["line"] = "4" },
            Location = new(50.1, 8.6),
        };
        await Store.Commits.Commit(Show(view));

        var found = await Store.Events.Find(Tenant, "e1", Cancellation);

        Assert.Equivalent(view, found, strict: true);
        Assert.Null(await Store.Events.Find(new("other"), "e1", Cancellation));
    }

    [Fact]
    public async Task Several_events_are_found_in_one_read()
    {
        foreach (var id in new[] { "e1", "e2", "e3" })
            await Store.Commits.Commit(Show(View(id)));

        var found = await Store.Events.Find(Tenant, ["e3", "nobody", "e1", "it's"], Cancellation);

        Assert.Equal(["e1", "e3"], found.Select(view => view.Id).Order());
    }

    [Fact]
    public async Task The_list_by_arrival_has_the_newest_first()
    {
        await ShowAll(View("old", minute: 1), View("new", minute: 3), View("middle", EventStatus.Closed, minute: 2));

        Assert.Equal(["new", "middle", "old"], await Ids(ByArrival));
    }

    [Fact]
    public async Task The_list_by_urgency_has_the_most_urgent_first()
    {
        await ShowAll(
            View("closed", EventStatus.Closed, Severity.Critical, 0),
            View("working", EventStatus.InProgress, Severity.Critical, 1),
            View("taken", EventStatus.Acknowledged, Severity.Critical, 2),
            View("low", EventStatus.New, Severity.Low, 0),
            View("critical-later", EventStatus.New, Severity.Critical, 5),
            View("critical", EventStatus.New, Severity.Critical, 4),
            View("resolved", EventStatus.Resolved, Severity.High, 0)
        );

        Assert.Equal(["critical", "critical-later", "low", "working", "taken", "closed", "resolved"], await Ids(ByUrgency));
    }

    [Fact]
    public async Task A_list_can_be_narrowed_to_statuses_and_severities()
    {
        await ShowAll(
            View("a", EventStatus.New, Severity.High, 1),
            View("b", EventStatus.InProgress, Severity.High, 2),
            View("c", EventStatus.Closed, Severity.High, 3),
            View("d", EventStatus.New, Severity.Low, 4)
        );

        foreach (var order in Enum.GetValues<EventOrder>())
        {
            Assert.Equal(["a", "d"], (await Ids(new([EventStatus.New], [], order))).Order());
            Assert.Equal(["a", "b", "c"], (await Ids(new([], [Severity.High, Severity.Medium], order))).Order());
            Assert.Equal(["b", "c"], (await Ids(new([EventStatus.InProgress, EventStatus.Closed], [Severity.High], order))).Order());
        }
    }

    [Fact]
    public async Task Pages_of_a_list_are_complete_while_events_come_in()
    {
        var before = Enumerable.Range(0, 53).Select(i => View($"e{i:00}", (EventStatus)(i % 5), (Severity)(1 + (i % 4)), i / 3)).ToArray();
        await ShowAll(before);
        foreach (var order in Enum.GetValues<EventOrder>())
        {
            var expected = await Ids(new([], [], order));
            var seen = new List<string>();
            string? cursor = null;
            do
            {
                var page = await Store.Events.List(Tenant, new([], [], order), 10, cursor, Cancellation);
                Assert.InRange(page.Items.Count, 1, 10);
                seen.AddRange(page.Items.Select(view => view.Id));
                cursor = page.Next;
                await ShowAll(View($"z-{order}-{seen.Count}", minute: 99));
            } while (cursor is not null);

            Assert.Equal(expected, seen.Where(expected.Contains));
            Assert.Equal(seen.Count, seen.Distinct().Count());
        }
    }

    [Fact]
    public async Task A_cursor_goes_on_only_in_its_own_list()
    {
        await ShowAll(View("a", minute: 1), View("b", minute: 2));
        var cursor = (await Store.Events.List(Tenant, ByArrival, 1, null, Cancellation)).Next!;

        (TenantId, EventFilter, string)[] wrong =
        [
            (Tenant, ByUrgency, cursor),
            (Tenant, new([EventStatus.New], []), cursor),
            (new("other"), ByArrival, cursor),
            (Tenant, ByArrival, "rubbish!"),
            (Tenant, ByArrival, "W10"),
            (Tenant, ByArrival, ""),
            (Tenant, ByArrival, cursor[..^3]),
        ];
        foreach (var (tenant, filter, text) in wrong)
            await Assert.ThrowsAsync<InvalidCursorException>(async () => await Store.Events.List(tenant, filter, 1, text, Cancellation));
        Assert.Equal("a", (await Store.Events.List(Tenant, ByArrival, 1, cursor, Cancellation)).Items.Single().Id);
    }

    [Fact]
    public async Task An_event_shows_the_next_page_of_its_running_escalation()
    {
        await ShowAll(View("e1"), View("e2"));
        var running = Commit(Of(Kinds.Escalation, "e1"), 0);
        await Store.Commits.Commit(
            running with
            {
                View = AsJson(
                    new NextPages([
                        new("Days", 1, null),
                        new("Late", 1, T0.AddMinutes(9), ["c9"]),
                        new("Nights", 2, T0.AddMinutes(5), ["c1", "c2"]),
                    ])
                ),
                Columns = [new("event_id", "e1"), new("next_at", T0.AddMinutes(5)), new("next_level", 2), new("next_policy", "Nights")],
            }
        );

        var next = (await Store.Events.Find(Tenant, "e1", Cancellation))!.NextPage!;
        Assert.Equal((T0.AddMinutes(5), 2, "Nights", "c1 c2"), (next.At, next.Level, next.Policy, string.Join(' ', next.Targets)));
        Assert.Null((await Store.Events.Find(Tenant, "e2", Cancellation))!.NextPage);

        await Store.Commits.Commit(running with { Expected = 1, Columns = [new("event_id", "e1")] });
        Assert.Null((await Store.Events.Find(Tenant, "e1", Cancellation))!.NextPage);
    }

    [Fact]
    public async Task Nobody_is_paged_next_for_an_event_that_somebody_has()
    {
        await ShowAll(View("e1", EventStatus.Acknowledged));
        await Store.Commits.Commit(
            Commit(Of(Kinds.Escalation, "e1"), 0) with
            {
                Columns = [new("next_at", T0.AddMinutes(5)), new("next_level", 2), new("next_policy", "Nights")],
            }
        );

        Assert.Null((await Store.Events.Find(Tenant, "e1", Cancellation))!.NextPage);
    }

    [Fact]
    public async Task The_journal_of_an_event_holds_its_escalations_and_pages_and_no_others()
    {
        EntityId[] mine =
        [
            Event("e1"),
            Of(Kinds.Escalation, "e1"),
            Of(Kinds.Page, "e1.p.1.1.c"),
            Event("e1"),
            Of(Kinds.Page, "e1.p.1.2.c"),
        ];
        EntityId[] others = [Event("e10"), Of(Kinds.Page, "e10.p.1.1.c"), Of(Kinds.Rule, "e1"), new(Kinds.Event, new("other"), "e1")];
        foreach (var entity in others)
            await Store.Commits.Commit(Commit(entity, 0));
        foreach (var (entity, i) in mine.Select((entity, i) => (entity, i)))
            await Store.Commits.Commit(Commit(entity, i == 3 ? 1 : 0));

        Assert.Equal(mine, (await Store.Events.Journal(Tenant, "e1", Cancellation)).Select(row => row.Entity));
        Assert.Equal([mine[1]], (await Store.Events.Escalations(Tenant, "e1", Cancellation)).Select(row => row.Entity));
    }

    [Fact]
    public async Task Merged_events_are_found_where_they_were_with_the_open_one_that_holds_what_they_held()
    {
        await ShowAll(View("open"), View("over", EventStatus.Resolved));
        await MergedInto("first", "second");
        await MergedInto("second", "open", "flow");
        await MergedInto("third", "over");
        await MergedInto("nowhere", "open", facility: null);

        Assert.Equal([("first", "open")], await MergedHere("boiler-house", "pressure"));
        Assert.Equal([("second", "open")], await MergedHere("boiler-house", "flow"));
        Assert.Equal([("nowhere", "open")], await MergedHere(null, "pressure"));
        Assert.Empty(await Store.OpenEvents.Merged(new("other"), "boiler-house", "pressure", Cancellation));
    }

    async Task<IEnumerable<(string, string)>> MergedHere(string? facility, string category) =>
        (await Store.OpenEvents.Merged(Tenant, facility, category, Cancellation)).Select(gone => (gone.EventId, gone.Into));

    async Task MergedInto(string id, string into, string category = "pressure", string? facility = "boiler-house")
    {
        var shown = Show(View(id, EventStatus.Closed) with { Category = category, FacilityId = facility });
        await Store.Commits.Commit(shown with { Columns = [.. shown.Columns, new("merged_into", into)] });
    }

    [Fact]
    public async Task Open_events_are_found_by_facility_and_category()
    {
        await ShowAll(
            View("open"),
            View("taken", EventStatus.Acknowledged),
            View("resolved", EventStatus.Resolved),
            View("elsewhere") with
            {
                FacilityId = "pump-house",
            },
            View("nowhere") with
            {
                FacilityId = null,
            },
            View("other") with
            {
                Category = "flow",
            }
        );

        var here = await Store.OpenEvents.Of(Tenant, "boiler-house", "pressure", Cancellation);
        var nowhere = await Store.OpenEvents.Of(Tenant, null, "pressure", Cancellation);

        Assert.Equal(["open", "taken"], here.Select(found => found.Id.Id).Order());
        Assert.All(here, found => Assert.Equal((1, "{\"version\":1}"), (found.State.Version, Text(found.State.State))));
        Assert.Equal(["nowhere"], nowhere.Select(found => found.Id.Id));
        Assert.Empty(await Store.OpenEvents.Of(new("other"), "boiler-house", "pressure", Cancellation));
    }

    async Task ShowAll(params EventView[] views)
    {
        foreach (var view in views)
            Assert.Equal(Committed, await Store.Commits.Commit(Show(view)));
    }

    async Task<List<string>> Ids(EventFilter filter) =>
        [.. (await Store.Events.List(Tenant, filter, 1_000, null, Cancellation)).Items.Select(view => view.Id)];
}
