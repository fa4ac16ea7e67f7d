namespace Watchfloor.Benchmarks;

/// <summary>What one benchmark found: a row per figure, and what a reader must know about them.</summary>
sealed class Report
{
    readonly Dictionary<(string What, string Unit), List<double>> _figures = [];
    readonly List<string> _notes = [];

    /// <summary>One more measurement of a figure; call it once per round.</summary>
    public void Add(string what, string unit, double value)
    {
        if (!_figures.TryGetValue((what, unit), out var rounds))
            _figures[(what, unit)] = rounds = [];
        rounds.Add(value);
        Console.WriteLine($"  {what}: {Show(value)} {unit}");
    }

    /// <summary>Something to say beside the figures, once.</summary>
    public void Note(string text)
    {
        if (!_notes.Contains(text))
            _notes.Add(text);
    }

    /// <summary>As a table with medians and spread, and the notes below it.</summary>
    public string ToMarkdown()
    {
        var rows =
            from figure in _figures
            let sorted = figure.Value.Order().ToList()
            select $"| {figure.Key.What} | **{Show(sorted.At(50))}** {figure.Key.Unit} | {Show(sorted[0])} – {Show(sorted[^1])} | {sorted.Count} |";
        var notes = _notes.Select(note => $"- {note}");
        return string.Join('\n', ["| what | median | lowest – highest | rounds |", "|---|---|---|---|", .. rows, "", .. notes]);
    }

    static string Show(double value) =>
        value switch
        {
            >= 10_000 => value.ToString("N0").Replace(',', ' '),
            >= 100 => value.ToString("0"),
            >= 10 => value.ToString("0.0"),
            _ => value.ToString("0.00"),
        };
}

/// <summary>Percentiles by nearest rank: always a value that was measured.</summary>
static class Percentiles
{
    /// <summary>The value below which so many percent of a sorted list lie.</summary>
    public static double At(this List<double> sorted, double percent) =>
        sorted.Count == 0
            ? throw new InvalidOperationException("nothing was measured")
            : sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * sorted.Count) - 1)];
}
