using Watchfloor.Health;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>Ready when the kernel runs and keys and demo are in place.</summary>
sealed class ServerReadiness(KernelReadiness kernel, FirstStart firstStart) : IReadiness
{
    /// <summary>What the start still waits for.</summary>
    public IReadOnlyList<string> Starting =>
        [.. kernel.Reasons(), .. firstStart.Done ? [] : new[] { "keys and demo are being put in place" }];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> Reasons(CancellationToken cancellation) => new(Starting);
}
