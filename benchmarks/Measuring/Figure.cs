namespace Watchfloor.Benchmarks;

/// <summary>
/// What a figure is held against: a number that it must reach, one that it is meant to reach, or both. What must not exceed its number, such as
/// a time, is <see cref="AtMost"/>.
/// </summary>
sealed record Goal(double? Must = null, double? Aim = null)
{
    /// <summary>Reached by what is no more than the number.</summary>
    public bool AtMost { get; init; }

    /// <summary>Says of each whether it is reached.</summary>
    public string Judge(double value) =>
        string.Join("; ", new[] { Say("must", Must, value), Say("aim", Aim, value) }.Where(said => said is not null));

    string? Say(string word, double? wanted, double value)
    {
        if (wanted is null)
            return null;
        var isReached = AtMost ? value <= wanted : value >= wanted;
        return $"{word} {(AtMost ? "≤ " : "")}{wanted:0.##}: {(isReached ? "reached" : "not reached")}";
    }
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
