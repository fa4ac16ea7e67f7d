using Watchfloor.Events;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Open_events_are_found_by_their_keys_and_the_newest_that_is_over()
    {
        await Keyed("e1", 0, EventStatus.New, """["c:f1|pressure|drum","g:r1:00"]""");
        await Keyed("e2", 0, EventStatus.InProgress, """["c:f1|pressure|drum"]""");
        await Keyed("e3", 0, EventStatus.Resolved, """["c:f1|pressure|drum"]""");
        await Keyed("e4", 0, EventStatus.Closed, """["c:f1|pressure|drum"]""");
        await Keyed("e5", 0, EventStatus.New, null);

        Assert.Equal(["e1", "e2", "e4"], await Under("c:f1|pressure|drum"));
        Assert.Equal(["e1"], await Under("g:r1:00"));
        Assert.Empty(await Under("c:f1|pressure|vent"));
        Assert.Empty(await Store.OpenEvents.Under(new("other"), "g:r1:00", Cancellation));
    }

    [Fact]
    public async Task Keys_follow_their_event()
    {
        await Keyed("e1", 0, EventStatus.New, """["a","b \"quoted\" ü|💧"]""");
        Assert.Equal(["e1"], await Under("b \"quoted\" ü|💧"));
        await Keyed("e1", 1, EventStatus.New, """["b \"quoted\" ü|💧","c"]""");
        Assert.Empty(await Under("a"));
        Assert.Equal(["e1"], await Under("c"));
        await Keyed("e1", 2, EventStatus.Resolved, """["c"]""");
        await Keyed("e2", 0, EventStatus.Resolved, """["c"]""");
        Assert.Equal(["e2"], await Under("c"));
        await Keyed("e1", 3, EventStatus.New, """["c"]""");
        Assert.Equal(["e1", "e2"], await Under("c"));
        await Keyed("e1", 4, EventStatus.New, null);
        Assert.Equal(["e2"], await Under("c"));
        Assert.Empty(await Under("b \"quoted\" ü|💧"));
    }

    Task Keyed(string id, long expected, EventStatus status, string? keys)
    {
        var shown = Show(View(id, status), expected);
        return Store.Commits.Commit(shown with { Columns = shown.Columns.Add(new("keys", keys)) });
    }

    async Task<IEnumerable<string>> Under(string key) =>
        (await Store.OpenEvents.Under(Tenant, key, Cancellation)).Select(found => found.Id.Id);
}
