namespace Watchfloor.Kernel;

/// <summary>Folds readings into rollups of a minute, five minutes and an hour, beside the hot path.</summary>
public interface ITelemetryRollups
{
    /// <summary>
    /// Folds the oldest readings that are not in the rollups yet, and remembers in the same transaction how far it came: after a crash no
    /// reading is folded twice or left out. Takes about as many as the limit says; returns how many it folded, 0 when all are.
    /// </summary>
    Task<int> Roll(int limit, CancellationToken cancellation);
}
