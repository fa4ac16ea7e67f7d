using Watchfloor.Health;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>Ready when the kernel runs and keys and demo are in place.</summary>
sealed class ServerReadiness(KernelReadiness kernel, FirstStart firstStart) : IReadiness, IStarts
{
    static readonly string[] Furnishing = ["keys and demo are being put in place"];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> Starting(CancellationToken cancellation) => Reasons(cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> Reasons(CancellationToken cancellation) =>
        new([.. kernel.Reasons(), .. firstStart.Done ? [] : Furnishing]);
}
