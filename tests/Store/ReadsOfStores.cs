using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Notifications;
using Watchfloor.Plant;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

/// <summary>Every question that a server asks its store again and again.</summary>
static class ReadsOfStores
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task All(IStore store)
    {
        foreach (var order in Enum.GetValues<EventOrder>())
        {
            EventFilter[] filters =
            [
                new([], [], order),
                new([EventStatus.New], [], order),
                new([EventStatus.New, EventStatus.Resolved], [Severity.High], order),
                new([EventStatus.Closed], [Severity.Low, Severity.High], order),
            ];
            filters = [.. filters, .. Narrowed(order)];
            foreach (var filter in filters)
                await store.Events.List(Tenant, filter, 1, null, Cancellation);
            var page = await store.Events.List(Tenant, filters[0], 1, null, Cancellation);
            await store.Events.List(Tenant, filters[0], 1, page.Next, Cancellation);
        }
        await store.Events.Find(Tenant, "e1", Cancellation);
        await store.Events.Find(Tenant, ["e1", "e2"], Cancellation);
        await store.Events.Journal(Tenant, "e1", Cancellation);
        await store.Events.Pages(Tenant, "e1", Cancellation);
        await store.Events.Notifications(Tenant, [], 10, null, Cancellation);
        await store.Events.Notifications(Tenant, [PageStatus.Dead], 10, null, Cancellation);
        await store.Attachments.Of(Tenant, "e1", Cancellation);
        await store.Attachments.Find(Tenant, "e1", "f1", Cancellation);
        await store.Attachments.Part(Tenant, "f1", 0, Cancellation);
        await store.OpenEvents.Of(Tenant, "f", "c", Cancellation);
        await store.OpenEvents.Of(Tenant, facilityId: null, "c", Cancellation);
        await store.OpenEvents.Under(Tenant, "k", Cancellation);
        await store.OpenEvents.Groups(Tenant, Cancellation);
        await store.Events.Escalations(Tenant, "e1", Cancellation);
        await store.OpenEvents.Merged(Tenant, "f", "c", Cancellation);
        await store.OpenEvents.Merged(Tenant, facilityId: null, "c", Cancellation);
        await store.OpenEvents.ClaimedBy(Tenant, "s", "x", Cancellation);
        await store.Entities.Load(Event("e1"), Cancellation);
        await store.Entities.Granted(Event("e1"), new("wish"), Cancellation);
        await store.DueTimes.Missed(0, T0, behind: null, 10, Cancellation);
        await store.DueTimes.Missed(0, T0, new DueEntry(Event("e1"), T0, 1), 10, Cancellation);
        await store.DueTimes.Coming(0, T0, T0.AddHours(1), 10, Cancellation);
        await store.DueTimes.ComingOf(Kinds.Page, 0, T0, T0.AddHours(1), 10, Cancellation);
        await store.Outbox.After(0, 10, Cancellation);
        await store.Telemetry.After(Tenant, "pump", 0, 10, Cancellation);
        await store.Telemetry.Append(Tenant, new(1, "edge", "a", 1, [new("pump/flow", T0, 1, 192)]), T0);
        await store.Rollups.Roll(10, Cancellation);
        await store.TelemetryReads.Samples(Tenant, "pump/flow", T0, T0.AddDays(1), 10, null, Cancellation);
        await store.TelemetryReads.Rollups(Tenant, "pump/flow", Resolution.Hour, T0, T0.AddDays(1), 10, null, Cancellation);
        await store.Tombstones.RemovedAt(Event("e1"), Cancellation);
        await store.Retention.LastSweep(Cancellation);
        await store.Feed.After(await store.Feed.Head(Cancellation), 10, Cancellation);
        await store.Keys.Holder("key", Cancellation);
        await store.Answers.Find(Tenant, "c", "k", Cancellation);
        await store.Audit.List(Tenant, new(), 10, null, Cancellation);
        await store.People.Find(Tenant, "p", Cancellation);
        await store.People.ByLogin(Tenant, "p", Cancellation);
        await store.Sessions.Find(new byte[32], Cancellation);
        await store.Catalogue.All<FacilitySpec>(Tenant, Kinds.Facility, Cancellation);
        await store.Catalogue.Find<FacilitySpec>(Tenant, Kinds.Facility, "f", Cancellation);
        await store.CatalogueLists.List<FacilitySpec>(Tenant, Kinds.Facility, 10, null, Cancellation);
    }

    static IEnumerable<EventFilter> Narrowed(EventOrder order) =>
        from statuses in new EventStatus[][] { [], [EventStatus.New], [EventStatus.Closed] }
        let all = new EventFilter(statuses, [], order)
        from filter in new[]
        {
            all with
            {
                Words = SearchTerms.Asked("trouble e*"),
            },
            all with
            {
                Facilities = ["f", "g"],
                From = T0,
                To = T0.AddDays(1),
            },
            all with
            {
                Box = new(1, 2, 3, 4),
            },
            all with
            {
                From = T0,
            },
            all with
            {
                Assignees = ["ana"],
            },
            all with
            {
                Assignees = ["ana", "ben"],
                Words = SearchTerms.Asked("trouble"),
            },
            all with
            {
                Unassigned = true,
                From = T0,
            },
            all with
            {
                Asides = [AsideKind.Shelved],
            },
        }
        select filter;
}
