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

    [Fact]
    public async Task An_alarm_clock_that_meets_a_cancellation_which_is_not_its_own_looks_again()
    {
        await Lamp("like").Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);
        await Eventually(() => Store.Scans >= 4, "both partitions to be read at the start");
        for (var partition = 0; partition < 2; partition++)
            Store.FailedScans.Enqueue(new OperationCanceledException("the connection was given away"));
        // As if it had been committed elsewhere: only who reads the table finds it.
        var orphan = new EntityId("lamp", TenantId.Default, "orphan");
        Store.Plant(orphan, new("lamp", TenantId.Default, "like"), Clock.GetUtcNow() + LampRules.Burns);

        await Eventually(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return Store.Journal.Contains((orphan, "went-out"));
            },
            "the orphan to go out"
        );
        Assert.Empty(Store.FailedScans);
    }
}
