using Watchfloor.Events;
using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    static readonly DateTimeOffset LongAfter = T0.AddDays(400);

    [Fact]
    public async Task An_event_closed_long_ago_goes_with_all_that_belongs_to_it()
    {
        await Closed("old");
        await Closed("young", closed: T0.AddDays(300));
        await Store.Commits.Commit(Show(View("open"), 0));

        Assert.Equal(1, await Sweep(T0.AddDays(1)));

        Assert.Null(await Store.Events.Find(Tenant, "old", Cancellation));
        Assert.Empty(await Store.Events.Journal(Tenant, "old", Cancellation));
        Assert.Empty(await Store.Events.Pages(Tenant, "old", Cancellation));
        Assert.Equal(1, await Store.Health.DueDepth(Cancellation)); // that of the young one's escalation
        Assert.Null(await Store.Entities.Granted(Event("old"), Wish, Cancellation));
        Assert.NotEmpty(await Store.Events.Journal(Tenant, "young", Cancellation));
        Assert.Equal(
            ["open", "young"],
            (await Store.Events.List(Tenant, ByArrival, 10, null, Cancellation)).Items.Select(view => view.Id).Order()
        );
        Assert.Equal(0, await Sweep(T0.AddDays(1)));
    }

    [Fact]
    public async Task The_occurrences_of_a_removed_event_are_known_for_ever()
    {
        await Closed("old");
        await Sweep(LongAfter);

        Assert.Equal("old", await Store.OpenEvents.ClaimedBy(Tenant, "scada", "alarm-old", Cancellation));
        Assert.Equal(
            new CommitResult.Claimed("old"),
            await Store.Commits.Commit(Commit(Event("new"), 0) with { Claims = [Claim("alarm-old", "new")] })
        );
    }

    [Theory]
    [InlineData(Kinds.Event, "old")]
    [InlineData(Kinds.Escalation, "old")]
    [InlineData(Kinds.Page, "old.p.1.1.c")]
    [InlineData(Kinds.Page, "old.p.1.2.never-was")]
    public async Task What_was_removed_is_known_and_never_begins_anew(string kind, string id)
    {
        await Closed("old");
        Clock.Now = LongAfter;
        await Sweep(LongAfter);
        var entity = Of(kind, id);

        Assert.Equal(LongAfter, await Store.Tombstones.RemovedAt(entity, Cancellation));
        var stored = (await Store.Entities.Load(entity, Cancellation))!;
        Assert.True(stored.Removed && stored.Version > 0, $"{stored}");
        for (var expected = 0; expected <= stored.Version; expected++)
            Assert.Equal(new CommitResult.Conflict(stored.Version), await Store.Commits.Commit(Commit(entity, expected)));
        Assert.Null(await Store.Events.Find(Tenant, "old", Cancellation));
        Assert.Equal(0, await Store.Health.DueDepth(Cancellation));
    }

    [Fact]
    public async Task What_was_never_there_was_not_removed()
    {
        await Closed("old");
        await Sweep(LongAfter);

        Assert.Null(await Store.Tombstones.RemovedAt(Event("nobody"), Cancellation));
        Assert.Null(await Store.Tombstones.RemovedAt(new(Kinds.Event, new("other"), "old"), Cancellation));
        Assert.Null(await Store.Tombstones.RemovedAt(Of(Kinds.Device, "old"), Cancellation));
        Assert.Null(await Store.Entities.Load(Event("nobody"), Cancellation));
    }

    [Fact]
    public async Task A_step_of_retention_takes_the_oldest_and_no_more_than_it_was_told()
    {
        for (var i = 0; i < 5; i++)
            await Closed($"e{i}", closed: T0.AddMinutes(5 - i));

        Assert.Equal(2, await Store.Retention.Remove(Aged.Events, LongAfter, 2, Cancellation));
        Assert.NotNull(await Store.Tombstones.RemovedAt(Event("e4"), Cancellation));
        Assert.NotNull(await Store.Tombstones.RemovedAt(Event("e3"), Cancellation));
        Assert.Equal(2, await Store.Retention.Remove(Aged.Events, LongAfter, 2, Cancellation));
        Assert.Equal(1, await Store.Retention.Remove(Aged.Events, LongAfter, 2, Cancellation));
    }

    [Fact]
    public async Task The_feed_goes_on_over_what_was_removed_even_where_the_newest_went()
    {
        var start = await Store.Feed.Head(Cancellation);
        await Store.Commits.Commit(Show(View("open"), 0));
        await Closed("old");
        var cursors = (await Store.Feed.After(start, 100, Cancellation)).Items.Select(item => item.Cursor).Append(start).ToList();
        await Sweep(LongAfter);

        foreach (var cursor in cursors)
            Assert.DoesNotContain((await Store.Feed.After(cursor, 100, Cancellation)).Items, item => item.EventId == "old");
        await Store.Commits.Commit(Commit(Event("after"), 0));
        foreach (var cursor in cursors)
            Assert.Equal("after", (await Store.Feed.After(cursor, 100, Cancellation)).Items[^1].EventId);
        Assert.Empty((await Store.Feed.After(await Store.Feed.Head(Cancellation), 100, Cancellation)).Items);
    }

    [Fact]
    public async Task When_it_was_swept_is_remembered()
    {
        Assert.Null(await Store.Retention.LastSweep(Cancellation));
        await Store.Retention.Swept(T0);
        await Store.Retention.Swept(T0.AddDays(1));
        Assert.Equal(T0.AddDays(1), await Store.Retention.LastSweep(Cancellation));
    }

    Task<int> Sweep(DateTimeOffset before) => Store.Retention.Remove(Aged.Events, before, 100, Cancellation);

    /// <summary>An event with a claim, an escalation and a page, all of it over.</summary>
    async Task Closed(string id, DateTimeOffset? closed = null)
    {
        var view = View(id, EventStatus.Closed) with { UpdatedAt = closed ?? T0 };
        Commit[] commits =
        [
            Show(view) with
            {
                Claims = [Claim($"alarm-{id}", id)],
                Request = Wish,
                Due = new(T0, 1),
            },
            Show(view, expected: 1),
            Commit(Of(Kinds.Escalation, id), 0) with
            {
                Due = new(T0, 1),
            },
            Commit(Of(Kinds.Page, $"{id}.p.1.1.c"), 0) with
            {
                Columns = [new("event_id", id)],
            },
        ];
        foreach (var commit in commits)
            Assert.Equal(Committed, await Store.Commits.Commit(commit));
    }
}
