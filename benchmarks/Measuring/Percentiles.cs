namespace Watchfloor.Benchmarks;

/// <summary>Percentiles by nearest rank: always a value that was measured.</summary>
static class Percentiles
{
    /// <summary>The value below which so many percent of a sorted list lie.</summary>
    public static double At(this List<double> sorted, double percent) =>
        sorted.Count == 0
            ? throw new InvalidOperationException("nothing was measured")
            : sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * sorted.Count) - 1)];
}
