using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A timer of one activation. Its ticks are turns of the grain, never overlap, and end with the activation.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets a new due time and period; inside a tick it takes effect after the tick.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>How a grain timer behaves. Times are at most 49 days; <see cref="Timeout.InfiniteTimeSpan"/> means never.</summary>
public readonly struct GrainTimerCreationOptions
{
    public GrainTimerCreationOptions() { }

    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of one tick to the next; infinite for a single tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>A tick may start at any await of the grain.</summary>
    public bool Interleave { get; init; }

    /// <summary>A tick counts as use, so the activation is not collected while the timer ticks.</summary>
    public bool KeepAlive { get; init; }
}
