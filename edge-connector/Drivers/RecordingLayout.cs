namespace Watchfloor.EdgeConnector;

/// <summary>How a recording is to be read: what separates its columns, where the time stands, and which columns are tags.</summary>
public sealed record RecordingLayout(char Separator, bool HasHeader, int Columns, int TimeColumn, IReadOnlyList<TagColumn> Tags)
{
    static readonly string[] TimeNames = ["timestamp", "datetime", "time", "at", "date"];

    /// <summary>Judges by the first lines of a file.</summary>
    /// <exception cref="InvalidDataException">There is no column of times or none of numbers; the message says which.</exception>
    public static RecordingLayout Detect(IReadOnlyList<string> firstLines, string prefix)
    {
        if (firstLines.Count == 0)
            throw new InvalidDataException("it is empty");
        var separator = firstLines[0].Count(c => c == ';') > firstLines[0].Count(c => c == ',') ? ';' : ',';
        var rows = firstLines.Select(line => CsvLine.Split(line, separator)).OfType<string[]>().ToArray();
        if (rows.Length == 0)
            throw new InvalidDataException("its first lines are not CSV");

        var hasHeader = !rows[0].Any(cell => Cells.Number(cell, separator) is not null || Cells.Written(cell) is not null);
        var header = hasHeader ? rows[0] : [.. rows[0].Select(_ => "")];
        var data = rows.Skip(hasHeader ? 1 : 0).Where(row => row.Length == header.Length).ToArray();
        var time = TimeByName(header, data) ?? TimeByLook(header.Length, data);
        if (time is null)
            throw new InvalidDataException("no column holds a time (name it timestamp, datetime, time, at or date)");

        var names = TagNames.Distinct(header.Select((name, i) => TagNames.Safe(name, $"column-{i + 1}")));
        var tags = Enumerable
            .Range(0, header.Length)
            .Where(i => i != time && data.Any(row => Cells.Number(row[i], separator) is not null))
            .Select(i => new TagColumn(i, $"{prefix}/{names[i]}"))
            .ToArray();
        return tags.Length > 0
            ? new(separator, hasHeader, header.Length, time.Value, tags)
            : throw new InvalidDataException("no column beside the time holds numbers");
    }

    static int? TimeByName(string[] header, string[][] data) =>
        TimeNames
            .Select(name => Array.FindIndex(header, cell => cell.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .Where(column => column >= 0 && data.Any(row => Cells.Time(row[column]) is not null))
            .Select(column => (int?)column)
            .FirstOrDefault();

    static int? TimeByLook(int columns, string[][] data) =>
        Enumerable
            .Range(0, columns)
            .Where(column => data.Any(row => Cells.Written(row[column]) is not null))
            .Select(column => (int?)column)
            .FirstOrDefault();
}

/// <summary>A column whose numbers are the readings of one tag.</summary>
public sealed record TagColumn(int Index, string Tag);
