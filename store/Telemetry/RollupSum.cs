namespace Watchfloor.Store;

/// <summary>
/// Sums that end at a limit: no finite samples come to infinity, which a database refuses and JSON cannot say. A sum that came to the limit
/// stays there, so that everybody sees that it is none.
/// </summary>
static class RollupSum
{
    const string LimitText = "1.75e308";

    /// <summary>So far below the largest number that no rounding of two sums within it leads beyond.</summary>
    public const double Limit = 1.75e308;

    /// <summary>The total of a stored bucket (r) and one that comes to it (excluded), either of which may be null; in every store's SQL.</summary>
    public const string Sql = $"""
        CASE
          WHEN abs(r.total) >= {LimitText} THEN r.total
          WHEN abs(excluded.total) >= {LimitText} THEN excluded.total
          WHEN excluded.total > 0 AND r.total > {LimitText} - excluded.total THEN {LimitText}
          WHEN excluded.total < 0 AND r.total < -{LimitText} - excluded.total THEN -{LimitText}
          ELSE coalesce(r.total + excluded.total, r.total, excluded.total)
        END
        """;

    public static double Add(double sum, double value) => IsWithin(sum) ? Math.Clamp(sum + value, -Limit, Limit) : sum;

    public static bool IsWithin(double sum) => Math.Abs(sum) < Limit;
}
