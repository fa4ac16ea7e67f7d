namespace Watchfloor.Benchmarks;

/// <summary>What one benchmark found: a row per figure, and what a reader must know about them.</summary>
sealed class Report
{
    readonly Dictionary<(string What, string Unit), List<double>> _measured = [];
    readonly Dictionary<(string What, string Unit), Goal> _goals = [];
    readonly List<string> _notes = [];

    /// <summary>In the order in which they were measured first.</summary>
    public IReadOnlyList<Figure> Figures =>
        [
            .. from figure in _measured
            select new Figure(figure.Key.What, figure.Key.Unit, figure.Value, _goals.GetValueOrDefault(figure.Key)),
        ];

    /// <summary>One more measurement of a figure; call it once per round.</summary>
    public void Add(string what, string unit, double value, Goal? goal = null)
    {
        if (!_measured.TryGetValue((what, unit), out var rounds))
            _measured[(what, unit)] = rounds = [];
        rounds.Add(value);
        if (goal is not null)
            _goals[(what, unit)] = goal;
        Console.WriteLine($"  {what}: {Figure.Show(value)} {unit}");
    }

    /// <summary>Something to say beside the figures, once.</summary>
    public void Note(string text)
    {
        if (!_notes.Contains(text))
            _notes.Add(text);
    }

    /// <summary>As a table with medians and spread, what was wanted where something was, and the notes below it.</summary>
    public string ToMarkdown()
    {
        var wants = _goals.Count > 0;
        var rows =
            from figure in Figures
            let row = $"| {figure.What} | **{Figure.Show(figure.Median)}** {figure.Unit} | {Figure.Show(figure.Lowest)} – {Figure.Show(figure.Highest)} | {figure.Rounds.Count} |"
            select wants ? $"{row} {figure.Goal?.Judge(figure.Median)} |" : row;
        var head = wants
            ? "| what | median | lowest – highest | rounds | goal |\n|---|---|---|---|---|"
            : "| what | median | lowest – highest | rounds |\n|---|---|---|---|";
        return string.Join('\n', [head, .. rows, "", .. _notes.Select(note => $"- {note}")]);
    }
}
