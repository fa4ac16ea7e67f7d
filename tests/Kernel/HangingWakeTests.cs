using Watchfloor.Events;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.Kernel;

public sealed class HangingWakeTests : KernelRoom
{
    readonly ManualClock _machine = new();

    protected override TimeProvider Machine => _machine;

    [Fact]
    public async Task Grains_that_hang_give_up_their_places_to_those_behind_them()
    {
        var like = new EntityId("lamp", TenantId.Default, "like");
        var last = new EntityId("lamp", TenantId.Default, "lastly");
        await Lamp(like.Id).Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);
        Store.Hangs = entity => entity.Id.StartsWith("hang", StringComparison.Ordinal);
        var due = Clock.GetUtcNow() + LampRules.Burns;
        foreach (var i in Enumerable.Range(0, 70))
            Store.Plant(new("lamp", TenantId.Default, $"hang{i:d2}"), like, due);
        Store.Plant(last, like, due.AddSeconds(1));
        Clock.Advance(TimeSpan.FromSeconds(30));
        await Eventually(
            () =>
            {
                _machine.Advance(TimeSpan.FromSeconds(1));
                return Store.FactsOf("went-out") > 0 && Went(last);
            },
            "the last lamp to go out"
        );
    }

    [Fact]
    public async Task More_that_hang_than_one_reading_holds_do_not_hide_those_behind_them()
    {
        var like = new EntityId("lamp", TenantId.Default, "like");
        var last = new EntityId("lamp", TenantId.Default, "last1");
        await Lamp(like.Id).Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);
        Store.Hangs = entity => entity.Id.StartsWith('h');
        var due = Clock.GetUtcNow() + LampRules.Burns;
        foreach (var i in Enumerable.Range(0, 4200))
            Store.Plant(new("lamp", TenantId.Default, $"h{i:d4}"), like, due);
        Store.Plant(last, like, due.AddSeconds(1));
        Clock.Advance(TimeSpan.FromSeconds(30)); // and stands: there is no other reading than that of the next page
        await Eventually(
            () =>
            {
                _machine.Advance(TimeSpan.FromSeconds(5));
                return Store.FactsOf("went-out") > 0 && Went(last);
            },
            "the last lamp to go out"
        );
    }

    [Fact]
    public async Task What_was_missed_is_woken_the_most_severe_first_whenever_it_was_due()
    {
        var like = new EntityId("lamp", TenantId.Default, "like");
        await Lamp(like.Id).Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);
        var due = Clock.GetUtcNow() + LampRules.Burns;
        foreach (var i in Enumerable.Range(0, 90))
            Store.Plant(new("lamp", TenantId.Default, $"low{i:d2}"), like, due, rank: 4);
        foreach (var i in Enumerable.Range(0, 10))
            Store.Plant(new("lamp", TenantId.Default, $"top{i:d2}"), like, due.AddSeconds(1), rank: 1);
        Clock.Advance(TimeSpan.FromSeconds(30)); // the machine's clock stands, so that no rank is left behind for its slowness
        await Eventually(() => Store.FactsOf("went-out") == 101, "every lamp to go out");
        var order = Store
            .Journal.ToArray()
            .Where(fact => fact.Item2 == "went-out" && fact.Item1 != like)
            .Select(fact => fact.Item1.Id[..3]);
        Assert.Equal([.. Enumerable.Repeat("top", 10), .. Enumerable.Repeat("low", 90)], order);
    }

    bool Went(EntityId lamp) => Store.Journal.ToArray().Contains((lamp, "went-out"));
}
