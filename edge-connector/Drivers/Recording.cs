namespace Watchfloor.EdgeConnector;

/// <summary>A CSV file of readings. Malformed rows are counted and passed over, never fatal; the file is read anew at each pass.</summary>
public sealed class Recording
{
    const int LinesToJudgeBy = 200;
    readonly string path;

    Recording(string path, RecordingLayout layout) => (this.path, Layout) = (path, layout);

    public RecordingLayout Layout { get; }

    public string FileName => Path.GetFileName(path);

    /// <exception cref="InvalidDataException">It is no recording; the message says why.</exception>
    public static Recording Open(string path, string prefix) =>
        new(path, RecordingLayout.Detect([.. Lines(path).Take(LinesToJudgeBy).Select(line => line.Text)], prefix));

    /// <summary>One pass over the file; what was malformed is counted in <paramref name="pass"/>.</summary>
    public IEnumerable<RecordedRow> Rows(RecordingPass pass)
    {
        foreach (var (number, text) in Lines(path).Skip(Layout.HasHeader ? 1 : 0))
        {
            var (row, malformed) = Row(text);
            if (malformed)
                pass.CountMalformed(number);
            if (row is null)
                continue;
            pass.Rows++;
            yield return row;
        }
    }

    (RecordedRow? Row, bool Malformed) Row(string text)
    {
        var cells = CsvLine.Split(text, Layout.Separator);
        if (cells?.Length != Layout.Columns || Cells.Time(cells[Layout.TimeColumn]) is not { } at)
            return (null, true);
        var values = new List<(string, double)>(Layout.Tags.Count);
        var malformed = false;
        foreach (var column in Layout.Tags)
        {
            if (Cells.Number(cells[column.Index], Layout.Separator) is { } value)
                values.Add((column.Tag, value));
            else
                malformed |= cells[column.Index].Length > 0; // an empty cell is a reading not taken
        }
        return (new(at, values), malformed);
    }

    static IEnumerable<(int Number, string Text)> Lines(string path) =>
        File.ReadLines(path).Select((text, i) => (i + 1, text)).Where(line => !string.IsNullOrWhiteSpace(line.text));
}

/// <summary>The readings of one moment, as recorded.</summary>
public sealed record RecordedRow(DateTimeOffset At, IReadOnlyList<(string Tag, double Value)> Values);

/// <summary>What one pass over a recording met.</summary>
public sealed class RecordingPass
{
    public int Rows { get; set; }
    public int Malformed { get; private set; }
    public int FirstMalformedLine { get; private set; }

    public void CountMalformed(int line)
    {
        if (Malformed++ == 0)
            FirstMalformedLine = line;
    }
}
