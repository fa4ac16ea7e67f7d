using Watchfloor.Events;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Kernel;

/// <summary>
/// Where there are several processes, a grain may have been active in one that was killed: its deadline stands in the table, nobody rings,
/// and nobody has told the clock.
/// </summary>
public sealed class AlarmsOfManyTests : KernelRoom
{
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    /// <summary>How much later than due a deadline may be served that was armed just before its silo was killed.</summary>
    static readonly TimeSpan Late = TimeSpan.FromMilliseconds(500);

    protected override void Add(IServiceCollection services) => services.AddSingleton<IFence, Fence>();

    [Theory]
    [InlineData(8_000)]
    [InlineData(3_000)]
    [InlineData(900)]
    [InlineData(100)]
    public async Task A_deadline_that_a_killed_silo_had_armed_is_served_in_time(int ahead)
    {
        var (like, dueAt) = await Burning();
        await PassTo(dueAt - TimeSpan.FromMilliseconds(ahead));
        // As if it had been committed elsewhere, by a grain that is gone without a word.
        var orphan = new EntityId("lamp", TenantId.Default, "orphan1");
        Store.Plant(orphan, like, dueAt);

        await PassTo(dueAt + Late);

        // From here on no time passes.
        await Eventually(
            () =>
            {
                Clock.Advance(TimeSpan.Zero);
                return Store.Journal.Contains((orphan, "went-out"));
            },
            $"the orphan to go out by {dueAt + Late:O}"
        );
        Assert.Equal(dueAt + Late, Clock.GetUtcNow());
    }

    async Task<(EntityId Like, DateTimeOffset DueAt)> Burning()
    {
        await Eventually(() => Store.Scans >= 4, "both partitions to be read at the start");
        await Lamp("like").Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);
        return (new("lamp", TenantId.Default, "like"), Clock.GetUtcNow() + LampRules.Burns);
    }

    /// <summary>Time passes in steps; with each the clocks get to read if they want to.</summary>
    async Task PassTo(DateTimeOffset target)
    {
        while (Clock.GetUtcNow() is var now && now < target)
        {
            Clock.AdvanceTo(now + Step < target ? now + Step : target);
            for (var partition = 0; partition < 2; partition++)
                await Grains.AlarmClock(partition).Keep();
        }
    }

    sealed class Fence : IFence
    {
        public FenceCheck Check() => new("SELECT 1", []);

        public bool Holds(EntityId entity) => true;

        public void Refused() { }
    }
}
