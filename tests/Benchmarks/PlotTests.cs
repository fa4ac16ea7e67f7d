using System.Globalization;
using System.Xml.Linq;
using Watchfloor.Benchmarks;

namespace Watchfloor.Tests.Benchmarks;

public sealed class PlotTests
{
    static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    static readonly Figure[] Figures =
    [
        new("taken & kept", "events/s", [900, 1000, 1200]),
        new("one < two", "events/s", [500, 500, 500]),
        new("ours ÷ theirs", "", [0.5, 0.6, 0.8], new(Must: 1.0, Aim: 2.0)),
        new("added by it", "ms", [-5, -2, 3]),
    ];

    [Fact]
    public void Every_figure_has_its_words_and_its_median()
    {
        var texts = Drawn(Figures).Descendants(Svg + "text").Select(text => text.Value).ToList();
        Assert.All(Figures, figure => Assert.Contains(figure.What, texts));
        Assert.All(Figures, figure => Assert.Contains(Figure.Show(figure.Median), texts));
    }

    [Fact]
    public void Bars_of_one_unit_are_as_long_as_their_medians()
    {
        var bars = Of(Drawn(Figures), "rect", "bar").ConvertAll(bar => Number(bar, "width"));
        Assert.Equal(2, bars[0] / bars[1], precision: 2);
    }

    [Fact]
    public void A_whisker_goes_from_the_lowest_round_to_the_highest()
    {
        var whisker = Of(Drawn([new("all", "ms", [10, 20, 40])]), "line", "whisker").Single();
        Assert.Equal(4, (Number(whisker, "x2") - Zero) / (Number(whisker, "x1") - Zero), precision: 2);
    }

    [Fact]
    public void What_must_be_reached_is_marked_where_something_must()
    {
        var drawn = Drawn(Figures);
        var mark = Of(drawn, "line", "must").Single();
        var bar = Of(drawn, "rect", "bar")[2];
        Assert.Equal(1 / 0.6, (Number(mark, "x1") - Zero) / Number(bar, "width"), precision: 2);
    }

    [Fact]
    public void A_median_below_zero_lies_left_of_zero()
    {
        var drawn = Drawn([new("added", "ms", [-5, -2, 3])]);
        var axis = Of(drawn, "line", "axis").Single();
        var bar = Of(drawn, "rect", "bar").Single();
        Assert.Equal(Number(axis, "x1"), Number(bar, "x") + Number(bar, "width"), precision: 0);
        Assert.True(Number(bar, "x") < Number(axis, "x1"));
    }

    [Fact]
    public void It_can_be_read_on_light_and_on_dark_and_needs_nothing_else()
    {
        var text = Plot.Draw("Figures", Figures);
        Assert.Contains("prefers-color-scheme: dark", text, StringComparison.Ordinal);
        Assert.DoesNotContain("href", text, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_figures_make_the_same_text() => Assert.Equal(Plot.Draw("Figures", Figures), Plot.Draw("Figures", [.. Figures]));

    [Fact]
    public void Figures_that_are_all_nothing_are_drawn() => Assert.NotEmpty(Of(Drawn([new("none", "", [0, 0])]), "rect", "bar"));

    static double Zero => Number(Of(Drawn(Figures), "line", "axis")[0], "x1");

    static XElement Drawn(IReadOnlyList<Figure> figures) => XElement.Parse(Plot.Draw("A & B", figures));

    static List<XElement> Of(XElement drawn, string shape, string kind) =>
        [.. drawn.Descendants(Svg + shape).Where(found => found.Attribute("class")?.Value == kind)];

    static double Number(XElement shape, string name) => double.Parse(shape.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
