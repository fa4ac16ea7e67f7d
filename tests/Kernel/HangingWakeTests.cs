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

    bool Went(EntityId lamp) => Store.Journal.ToArray().Contains((lamp, "went-out"));
}
