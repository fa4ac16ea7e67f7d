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

    public Task Forget()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
