using Watchfloor.Events;

namespace Watchfloor.Tests.Kernel;

/// <summary>More deadlines than an alarm clock reads of what was missed lie ahead.</summary>
public sealed class ManyDeadlinesTests : KernelRoom
{
    const int Many = 5000;
    static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Each_rings_in_its_time_and_the_clock_never_spins()
    {
        await Eventually(() => Store.Scans >= 4, "both partitions to be read at the start");
        var like = await Lamp();
        for (var number = 0; number < Many; number++)
            Store.Plant(Entity(number), like, Clock.GetUtcNow() + TimeSpan.FromSeconds(20) + TimeSpan.FromMilliseconds(number));
        // Both partitions read at the start and after 15 s, what was missed and what comes.
        await Advance(16, () => Store.Scans >= 8);
        Assert.True(WentOut <= 1, "only the first lamp may have gone out yet");

        await Advance(10, () => WentOut >= Many);

        Assert.Equal(8, Store.Scans);
    }

    int WentOut => Store.FactsOf("went-out");

    async Task Advance(int seconds, Func<bool> until)
    {
        for (var second = 0; second < seconds; second++)
            Clock.Advance(Step);
        await Eventually(until, $"what comes in {seconds} s");
    }

    async Task<EntityId> Lamp()
    {
        await Lamp("like").Do(new Acknowledge("ana"), new("1"), TestContext.Current.CancellationToken);
        return new("lamp", TenantId.Default, "like");
    }

    // Of even and of odd length: both partitions have their share.
    static EntityId Entity(int number) => new("lamp", TenantId.Default, number % 2 == 0 ? $"a{number:d4}" : $"bb{number:d4}");
}
