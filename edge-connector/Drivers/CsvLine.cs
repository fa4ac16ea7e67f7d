using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Watchfloor.EdgeConnector;

/// <summary>One line of a CSV file. Each line is parsed alone, so that a stray quote spoils its own line and no other.</summary>
public static class CsvLine
{
    /// <summary>The cells without surrounding blanks; null when the quotes of the line do not match.</summary>
    public static string[]? Split(string line, char separator)
    {
        var broken = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            TrimOptions = TrimOptions.Trim,
            BufferSize = 512,
            BadDataFound = _ => broken = true,
        };
        using var parser = new CsvParser(new StringReader(line), configuration);
        if (!parser.Read() || line.Count(c => c == '"') % 2 != 0)
            return null;
        var cells = parser.Record;
        return broken ? null : cells;
    }
}
