using System.Net;
using System.Text;

namespace Watchfloor.Benchmarks;

/// <summary>
/// The figures of a benchmark as one picture that needs nothing else: a bar per median, a whisker from the lowest round to the highest,
/// a mark where a figure must reach. What has one unit shares one scale. The same figures make the same text.
/// </summary>
static class Plot
{
    const double Width = 900;
    const double From = 430;
    const double To = 780;
    const double Row = 20;
    const double Heading = 30;

    const string Style = """
        <style>
        text { font: 12px sans-serif; fill: #24292f }
        .title { font-size: 15px; font-weight: bold }
        .unit { font-weight: bold }
        .axis { stroke: #8c959f }
        .bar { fill: #4c8fd6 }
        .whisker { stroke: #57606a; stroke-width: 1.5; fill: none }
        .must { stroke: #cf222e; stroke-width: 2 }
        @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3 }
        .bar { fill: #2f6fb5 }
        .whisker { stroke: #c9d1d9 }
        .must { stroke: #ff7b72 }
        }
        </style>
        """;

    public static string Draw(string title, IReadOnlyList<Figure> figures)
    {
        var drawing = new StringBuilder();
        var y = 26.0;
        Text(drawing, 12, y, title, "title");
        foreach (var panel in figures.GroupBy(figure => figure.Unit))
            y = Panel(drawing, y + 10, panel.Key, [.. panel]);
        var height = Number(y + 10);
        return string.Join(
            '\n',
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Number(Width)} {height}" width="{Number(Width)}" height="{height}" role="img">""",
            $"<title>{WebUtility.HtmlEncode(title)}</title>",
            Style.ReplaceLineEndings("\n"),
            drawing.ToString().TrimEnd('\n'),
            "</svg>\n"
        );
    }

    /// <summary>Returns where the next one begins.</summary>
    static double Panel(StringBuilder drawing, double top, string unit, IReadOnlyList<Figure> figures)
    {
        var scale = Scale.Of(figures);
        var zero = scale.At(0);
        Text(drawing, 12, top + 18, unit.Length == 0 ? "ratio" : unit, "unit");
        for (var i = 0; i < figures.Count; i++)
            Bar(drawing, scale, zero, top + Heading + (i * Row), figures[i]);
        var bottom = top + Heading + (figures.Count * Row);
        Line(drawing, "axis", zero, top + Heading - 2, zero, bottom);
        return bottom;
    }

    static void Bar(StringBuilder drawing, Scale scale, double zero, double top, Figure figure)
    {
        var (median, middle) = (scale.At(figure.Median), top + (Row / 2));
        Text(drawing, From - 10, middle + 4, figure.What, null, "end");
        Append(
            drawing,
            $"""<rect class="bar" x="{Math.Min(zero, median):0.#}" y="{top + 3:0.#}" width="{Math.Abs(median - zero):0.#}" height="{Row - 6:0.#}"/>"""
        );
        Line(drawing, "whisker", scale.At(figure.Lowest), middle, scale.At(figure.Highest), middle);
        if (figure.Goal?.Must is { } must)
            Line(drawing, "must", scale.At(must), top + 1, scale.At(must), top + Row - 1);
        Text(drawing, To + 10, middle + 4, Figure.Show(figure.Median), null);
    }

    static void Line(StringBuilder drawing, string kind, double x1, double y1, double x2, double y2) =>
        Append(drawing, $"""<line class="{kind}" x1="{x1:0.#}" y1="{y1:0.#}" x2="{x2:0.#}" y2="{y2:0.#}"/>""");

    static void Text(StringBuilder drawing, double x, double y, string text, string? kind, string anchor = "start")
    {
        var style = kind is null ? "" : $""" class="{kind}" """.TrimEnd();
        Append(drawing, $"""<text{style} x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}">{WebUtility.HtmlEncode(text)}</text>""");
    }

    static void Append(StringBuilder drawing, string line) => drawing.Append(line).Append('\n');

    static string Number(double value) => value.ToString("0.#");

    /// <summary>From the lowest value, or zero, to the highest that is drawn.</summary>
    readonly record struct Scale(double Lowest, double Highest)
    {
        public static Scale Of(IReadOnlyList<Figure> figures) =>
            new(
                Math.Min(0, figures.Min(figure => figure.Lowest)),
                Math.Max(0, figures.Max(figure => Math.Max(figure.Highest, figure.Goal?.Must ?? 0)))
            );

        public double At(double value) => Highest > Lowest ? From + ((value - Lowest) / (Highest - Lowest) * (To - From)) : From;
    }
}
