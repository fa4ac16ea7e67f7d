using Watchfloor.Events;

namespace Watchfloor.Tests.Kernel;

public sealed class AlarmTests : KernelRoom
{
    [Fact]
    public async Task An_active_grain_rings_at_its_deadline_and_not_before()
    {
        var lamp = Lamp("a");
        await lamp.Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);
        Clock.Advance(LampRules.Burns - TimeSpan.FromMilliseconds(1));
        await lamp.Times();
        Assert.DoesNotContain(Store.Journal, row => row.Fact == "went-out");
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Eventually(() => Store.Journal.Contains((new("lamp", TenantId.Default, "a"), "went-out")), "the lamp to go out");
    }

    [Fact]
    public async Task A_grain_that_sleeps_is_woken_by_the_alarm_clock()
    {
        var lamp = Lamp("b");
        await lamp.Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);
        await lamp.Forget();
        await Eventually(() => Store.Loads >= 1, "the activation to end");
        await Eventually(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return Store.Journal.Contains((new("lamp", TenantId.Default, "b"), "went-out"));
            },
            "the sleeping lamp to go out"
        );
    }

    [Fact]
    public async Task A_tick_that_could_not_be_stored_is_made_again()
    {
        var lamp = Lamp("c");
        await lamp.Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);
        Store.Failures.Enqueue(new IOException("the disk is full"));
        await Eventually(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return Store.Journal.Contains((new("lamp", TenantId.Default, "c"), "went-out"));
            },
            "the lamp to go out after all"
        );
    }
}
