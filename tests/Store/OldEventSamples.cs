using System.Text;
using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

/// <summary>Events as older versions wrote them: documents, and nothing that leads to them.</summary>
static class OldEventSamples
{
    static readonly AsideView Aside = new("ana", "valve stuck", T0, T0.AddHours(1), OneShot: false);

    public static IReadOnlyList<EventView> All { get; } =
    [
        View("e1") with
        {
            Title = "Überdruck",
            Location = new(50, 8),
            Assignee = "ana",
        },
        View("e2", EventStatus.Closed) with
        {
            Title = "Leak",
            DetectedAt = T0.AddHours(1),
        },
        View("e3") with
        {
            Title = "Leak",
            Shelved = Aside,
            OutOfService = Aside,
        },
    ];

    public static string Json(EventView view) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(view, WireJson.Options));

    /// <summary>They are found by all that they can be found by.</summary>
    public static async Task AreFound(IStore store)
    {
        var all = new EventFilter([], [], EventOrder.LatestDetected);
        async Task<string> Ids(EventFilter filter) =>
            string.Join(
                ' ',
                (await store.Events.List(Tenant, filter, 10, null, TestContext.Current.CancellationToken))
                    .Items.Select(view => view.Id)
                    .Order()
            );
        Assert.Equal("e1 e2 e3", await Ids(all));
        Assert.Equal("e1", await Ids(all with { Words = SearchTerms.Asked("überdruck") }));
        Assert.Equal("e2 e3", await Ids(all with { Words = SearchTerms.Asked("leak"), Facilities = ["boiler-house"] }));
        Assert.Equal("e1", await Ids(all with { Box = new(7, 49, 9, 51) }));
        Assert.Equal("e2", await Ids(all with { From = T0.AddMinutes(1) }));
        Assert.Equal("e1", await Ids(all with { Assignees = ["ana"] }));
        Assert.Equal("e2 e3", await Ids(all with { Unassigned = true }));
        Assert.Equal("e3", await Ids(all with { Asides = [AsideKind.Shelved] }));
        Assert.Equal("e3", await Ids(all with { Asides = [AsideKind.OutOfService] }));
        Assert.Equal("", await Ids(all with { Asides = [AsideKind.Suppressed] }));
    }
}
