using Watchfloor.Health;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>Ready when the kernel runs and keys and demo are in place.</summary>
sealed class ServerReadiness(KernelReadiness kernel, FirstStart firstStart) : IReadiness
{
    /// <inheritdoc/>
    public string? WaitsFor => kernel.Reasons().FirstOrDefault() ?? (firstStart.Done ? null : "keys and demo are being put in place");
}
