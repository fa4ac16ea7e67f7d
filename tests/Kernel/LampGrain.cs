using Orleans.Concurrency;
using Orleans.Placement;
using Watchfloor.Events;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Kernel;

[Alias("wf.tests.ILampGrain")]
public interface ILampGrain : ICommanded<EventCommand>
{
    [Alias("Times"), AlwaysInterleave]
    Task<int> Times();

    [Alias("IsAsItBegan"), AlwaysInterleave]
    Task<bool> IsAsItBegan();

    [Alias("Forget"), AlwaysInterleave]
    Task Forget();
}

[GrainType("lamp"), HashBasedPlacement]
public sealed class LampGrain(RuledGrainContext context) : RuledGrain<LampRules, Lamp, EventCommand, LampFact>(context), ILampGrain
{
    public async Task<int> Times()
    {
        await Settled();
        return State.Times;
    }

    /// <summary>Not only the same: what was packed and unpacked is another one.</summary>
    public Task<bool> IsAsItBegan() => Task.FromResult(ReferenceEquals(State, LampRules.Initial));

    public Task Forget()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
