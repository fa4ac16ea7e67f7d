using Watchfloor.Kernel;

namespace Watchfloor.Tests.Laws;

/// <summary>Laws whose walk others may use: journals as rules write them, always the same.</summary>
interface IWalked
{
    Type Rules { get; }

    /// <summary>One for each state that the walk led to.</summary>
    IEnumerable<IReadOnlyList<RecordedFact>> Journals { get; }
}
