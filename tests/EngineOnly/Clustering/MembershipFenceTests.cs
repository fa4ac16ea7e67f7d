using Orleans.Runtime;
using Watchfloor.Silo;
using static Watchfloor.Tests.EngineOnly.Clustering.Lives;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>What the store asks before it commits, and what the engine hears of it. Its words are proved where the table of members is.</summary>
public sealed class MembershipFenceTests
{
    static readonly EntityId Event = new("event", TenantId.Default, "e1");

    [Fact]
    public void It_holds_what_the_engine_says_and_tells_it_of_refusals()
    {
        var (own, doubts) = (new HashSet<GrainId>(), 0);
        var services = new ServiceCollection()
            .AddKeyedSingleton<Func<GrainId, bool>>(MembershipFence.Handover, own.Contains)
            .AddKeyedSingleton<Action>(MembershipFence.Handover, () => doubts++);
        var fence = new MembershipFence(new SiloOf(Address(1)), services.BuildServiceProvider());

        Assert.False(fence.Holds(Event));
        own.Add(Event.ToGrainId());
        Assert.True(fence.Holds(Event));

        fence.Refused();
        Assert.Equal(1, doubts);
    }
}
