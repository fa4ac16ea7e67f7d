using Watchfloor.Kernel;
using Watchfloor.Notifications;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Pages_of_an_event_come_oldest_first()
    {
        await Store.Commits.Commit(Page("e1.p.1.2.c", "e1", minute: 5));
        await Store.Commits.Commit(Page("e1.p.1.1.c", "e1", minute: 0));
        await Store.Commits.Commit(Page("e2.p.1.1.c", "e2", minute: 1));

        var pages = await Store.Events.Pages(Tenant, "e1", Cancellation);

        Assert.Equal(["e1.p.1.1.c", "e1.p.1.2.c"], pages.Select(page => page.Id));
    }

    [Fact]
    public async Task Pages_of_all_events_come_latest_due_first_by_status_and_page_by_page()
    {
        for (var i = 0; i < 7; i++)
            await Store.Commits.Commit(Page($"e{i}.p.1.1.c", $"e{i}", minute: i / 2));
        var whole = await Store.Events.Notifications(Tenant, [], 10, null, Cancellation);
        Assert.Equal(["e6", "e5", "e4", "e3", "e2", "e1", "e0"], whole.Items.Select(page => page.EventId));
        var status = whole.Items[0].Status;
        foreach (var statuses in new PageStatus[][] { [], [status], [status, PageStatus.Dead] })
        {
            var (seen, cursor) = (new List<string>(), (string?)null);
            do
            {
                var page = await Store.Events.Notifications(Tenant, statuses, 3, cursor, Cancellation);
                seen.AddRange(page.Items.Select(one => one.EventId));
                cursor = page.Next;
            } while (cursor is not null);
            Assert.Equal(whole.Items.Select(page => page.EventId), seen);
        }
        Assert.Empty((await Store.Events.Notifications(Tenant, [PageStatus.Dead], 10, null, Cancellation)).Items);
        Assert.Empty((await Store.Events.Notifications(new("other"), [], 10, null, Cancellation)).Items);
        var other = await Store.Events.Notifications(Tenant, [], 3, null, Cancellation);
        await Assert.ThrowsAsync<InvalidCursorException>(async () =>
            await Store.Events.Notifications(Tenant, [status], 3, other.Next, Cancellation)
        );
    }

    static Commit Page(string id, string eventId, int minute)
    {
        var view = new PageView
        {
            Id = id,
            EventId = eventId,
            PolicyId = "p",
            PolicyName = "Nights",
            Level = 1,
            Round = 1,
            ChannelId = "c",
            Status = PageStatus.Due,
            DueAt = T0.AddMinutes(minute),
            Attempts = [],
            Crossed = false,
            Key = id,
        };
        return Commit(Of(Kinds.Page, id), 0) with
        {
            View = AsJson(view),
            Columns = [new("event_id", eventId), new("status", "due"), new("due_at", view.DueAt), new("level", 1), new("channel_id", "c")],
        };
    }
}
