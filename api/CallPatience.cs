using Orleans.Runtime;

namespace Watchfloor;

/// <summary>
/// For how long the api itself repeats a call that ended without an answer, from the first such end on: a silo that served it is gone, and
/// another one is about to. What is repeated is done once, since every wish names itself. Zero: the caller repeats.
/// </summary>
/// <param name="Repeats">No longer than this.</param>
public sealed record CallPatience(TimeSpan Repeats)
{
    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether another try may find somebody. A silo with too much to do is not helped by more.</summary>
    internal static bool MayPass(Exception fault) =>
        fault is StoreFailedException { IsUnfit: false } or TimeoutException || fault is OrleansException and not LimitExceededException;

    /// <summary>Before the first repeat hardly a pause, then longer ones.</summary>
    internal static TimeSpan PauseBefore(int repeat)
    {
        var pause = TimeSpan.FromMilliseconds(20 << Math.Min(repeat, 5));
        return pause < Longest ? pause : Longest;
    }
}
