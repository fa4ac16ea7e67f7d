using Orleans.Placement;
using Watchfloor.Kernel;

namespace Watchfloor.Events;

/// <summary>One event.</summary>
[GrainType(Kinds.Event), HashBasedPlacement]
public sealed class EventGrain(RuledGrainContext context)
    : RuledGrain<EventRules, EventState, EventCommand, EventFact>(context),
        IEventGrain
{
    /// <inheritdoc/>
    public async Task<Attention> Attention(CancellationToken cancellation = default)
    {
        await Settled(); // an acknowledge that is not durable yet may still fail
        return EventAttention.Of(State);
    }
}
