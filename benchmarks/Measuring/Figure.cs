namespace Watchfloor.Benchmarks;

/// <summary>What a ratio is held against: a number that it must reach, one that it is meant to reach, or both.</summary>
sealed record Goal(double? Must = null, double? Aim = null)
{
    /// <summary>Says of each whether it is reached.</summary>
    public string Judge(double value) =>
        string.Join("; ", new[] { Say("must", Must, value), Say("aim", Aim, value) }.Where(said => said is not null));

    static string? Say(string word, double? wanted, double value) =>
        wanted is null ? null : $"{word} {wanted:0.##}: {(value >= wanted ? "reached" : "not reached")}";
}

/// <summary>One thing that was measured, once per round.</summary>
sealed record Figure(string What, string Unit, IReadOnlyList<double> Rounds, Goal? Goal = null)
{
    readonly List<double> _sorted = [.. Rounds.Order()];

    public double Median => _sorted.At(50);

    public double Lowest => _sorted[0];

    public double Highest => _sorted[^1];

    /// <summary>With as many digits as say something.</summary>
    public static string Show(double value) =>
        value switch
        {
            >= 10_000 => value.ToString("N0").Replace(',', ' '),
            >= 100 => value.ToString("0"),
            >= 10 => value.ToString("0.0"),
            _ => value.ToString("0.00"),
        };
}
