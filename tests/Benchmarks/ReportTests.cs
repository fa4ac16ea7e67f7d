using Watchfloor.Benchmarks;

namespace Watchfloor.Tests.Benchmarks;

public sealed class ReportTests
{
    [Theory]
    [InlineData(50, 2)]
    [InlineData(75, 3)]
    [InlineData(76, 4)]
    [InlineData(99, 4)]
    [InlineData(100, 4)]
    [InlineData(0, 1)]
    public void A_percentile_is_a_value_that_was_measured(double percent, double value) =>
        Assert.Equal(value, new List<double> { 1, 2, 3, 4 }.At(percent));

    [Fact]
    public void Nothing_measured_has_no_percentile() => Assert.Throws<InvalidOperationException>(() => new List<double>().At(50));

    [Fact]
    public void A_row_holds_the_median_and_the_spread_of_its_rounds()
    {
        var report = new Report();
        foreach (var value in (double[])[300, 100, 200])
            report.Add("taken", "/s", value);
        Assert.Contains("| taken | **200** /s | 100 – 300 | 3 |", report.ToMarkdown(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5, "must 0.7: not reached; aim 4: not reached")]
    [InlineData(0.7, "must 0.7: reached; aim 4: not reached")]
    [InlineData(4.5, "must 0.7: reached; aim 4: reached")]
    public void A_goal_is_said_to_be_reached_or_not(double ratio, string said) => Assert.Equal(said, new Goal(0.7, 4).Judge(ratio));

    [Theory]
    [InlineData(400, "must ≤ 250: not reached; aim ≤ 20: not reached")]
    [InlineData(250, "must ≤ 250: reached; aim ≤ 20: not reached")]
    [InlineData(7.5, "must ≤ 250: reached; aim ≤ 20: reached")]
    public void A_goal_that_must_not_be_exceeded_is_reached_by_less(double value, string said) =>
        Assert.Equal(said, new Goal(250, 20) { AtMost = true }.Judge(value));

    [Fact]
    public void A_goal_that_is_only_an_aim_says_nothing_of_a_must() => Assert.Equal("aim 1.2: reached", new Goal(Aim: 1.2).Judge(1.3));

    [Fact]
    public void A_goal_is_held_against_the_median()
    {
        var report = new Report();
        foreach (var value in (double[])[0.9, 1.1, 5])
            report.Add("ours ÷ theirs", "", value, new Goal(Must: 1));
        report.Add("taken", "/s", 7);
        var page = report.ToMarkdown();
        Assert.Contains("| rounds | goal |", page, StringComparison.Ordinal);
        Assert.Contains("| 3 | must 1: reached |", page, StringComparison.Ordinal);
        Assert.Contains("| 1 |  |", page, StringComparison.Ordinal);
    }
}
