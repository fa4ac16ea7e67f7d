using Watchfloor.Telemetry;

namespace Watchfloor.Store;

/// <summary>How wide the buckets of a rollup are.</summary>
public enum Resolution
{
    /// <summary>One minute.</summary>
    Minute,

    /// <summary>Five minutes.</summary>
    FiveMinutes,

    /// <summary>One hour.</summary>
    Hour,
}

/// <summary>The samples of one tag whose own instant lies in one bucket.</summary>
/// <param name="At">Where the bucket begins.</param>
/// <param name="Count">All samples.</param>
/// <param name="Good">Those of good quality whose value is a number; only they count below.</param>
/// <param name="Last">The value of the newest by its own instant; of several at one instant, of the one that came last.</param>
public sealed record Rollup(DateTimeOffset At, long Count, long Good, double? Min, double? Max, double? Sum, double? Last)
{
    /// <summary>The mean of the good ones; null where their sum is too large for a number.</summary>
    public double? Mean => Sum is { } sum && RollupSum.IsWithin(sum) ? sum / Good : null;
}

/// <summary>
/// Telemetry for readers, by tag. Samples are there when their batch was acknowledged; rollups follow within seconds, and late samples
/// find their bucket. Throws <see cref="InvalidCursorException"/> for a cursor that is none of ours.
/// </summary>
public interface ITelemetryReads
{
    /// <summary>A page of the samples from an instant to another (not included), by their own instant, then by arrival.</summary>
    ValueTask<Listing<Sample>> Samples(
        TenantId tenant,
        string tag,
        DateTimeOffset from,
        DateTimeOffset to,
        int limit,
        string? cursor,
        CancellationToken cancellation
    );

    /// <summary>A page of the buckets that begin from an instant to another (not included); empty ones are left out.</summary>
    ValueTask<Listing<Rollup>> Rollups(
        TenantId tenant,
        string tag,
        Resolution resolution,
        DateTimeOffset from,
        DateTimeOffset to,
        int limit,
        string? cursor,
        CancellationToken cancellation
    );
}
