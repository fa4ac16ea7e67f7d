using Orleans.Concurrency;

namespace Watchfloor;

/// <summary>Whatever has a deadline can be woken. Early, late or twice is harmless.</summary>
[Alias("wf.IWake")]
public interface IWake : IGrainWithStringKey
{
    /// <summary>
    /// Looks at the clock and begins what is due. Returns when that is durable; work that takes long (contact with the
    /// outside) goes on by itself and never holds the caller.
    /// </summary>
    [Alias("Wake"), AlwaysInterleave]
    Task Wake(CancellationToken cancellation = default);
}

/// <summary>Whatever lives takes commands of its own language; commands of one wish (request id) are done once.</summary>
[Alias("wf.ICommanded`1")]
public interface ICommanded<TCommand> : IWake
{
    /// <summary>Decides, makes the facts durable, answers. Interleaves, so that commits of one grain share a flush.</summary>
    [Alias("Do"), AlwaysInterleave]
    Task<Outcome> Do(TCommand command, RequestId request, CancellationToken cancellation = default);
}
