using System.Buffers;
using System.Text;

namespace Watchfloor.Events;

/// <summary>
/// Rows after RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe, for texts come from anybody.
/// </summary>
sealed class CsvText
{
    static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n;\t");
    static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n|%＝＋－＠");

    static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    readonly StringBuilder _text = new();

    /// <summary>A row of texts that anybody may have written.</summary>
    public CsvText Row(params IReadOnlyList<string?> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                _text.Append(',');
            Cell(cells[i] ?? "");
        }
        _text.Append("\r\n");
        return this;
    }

    /// <summary>What was written since the last time.</summary>
    public string Take()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }

    void Cell(string cell)
    {
        if (IsFormula(cell))
            cell = $"'{cell}";
        if (cell.AsSpan().ContainsAny(Quoted))
            _text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            _text.Append(cell);
    }

    // A number is what it is, also a negative one: nothing can be hidden in it.
    static bool IsFormula(string cell)
    {
        var text = cell.AsSpan().TrimStart();
        return (text.Length > 0 && Formula.Contains(text[0]) || cell.Length > 0 && Formula.Contains(cell[0])) && !IsNumber(cell);
    }

    static bool IsNumber(string cell) => cell.Length > 1 && cell[0] == '-' && cell.AsSpan(1).IndexOfAnyExcept(Digits) < 0;
}
