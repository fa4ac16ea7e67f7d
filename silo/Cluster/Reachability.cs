using Watchfloor.Health;

namespace Watchfloor.Silo;

/// <summary>
/// A silo that most others cannot reach says so to whoever asks whether it is ready: its requests find another process. Two silos that cannot
/// reach each other stay ready both; the log and the engine's meter name them.
/// </summary>
sealed class Reachability(IServiceProvider services) : IReadiness
{
    /// <summary>What the engine knows; an api has no silo that could be cut off.</summary>
    readonly Func<IReadOnlyList<string>>? _reasons = services.GetKeyedService<Func<IReadOnlyList<string>>>(MembershipFence.Handover);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> Reasons(CancellationToken cancellation) => new(_reasons?.Invoke() ?? []);
}
