namespace Watchfloor.Benchmarks;

/// <summary>
/// When each request of an open load is meant to leave. The instants are fixed before the first is sent, so that a server that answers
/// late does not get fewer requests, and what waits behind its lateness counts as late too.
/// </summary>
readonly record struct Pace(double PerSecond)
{
    /// <summary>So long after the beginning.</summary>
    public TimeSpan Planned(long number) => TimeSpan.FromSeconds(number / PerSecond);

    /// <summary>How many are meant to leave in a time.</summary>
    public long Within(TimeSpan length) => (long)Math.Ceiling(length.TotalSeconds * PerSecond);
}
