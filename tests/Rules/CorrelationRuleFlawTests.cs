using Watchfloor.Events;

namespace Watchfloor.Tests.Rules;

public sealed class CorrelationRuleFlawTests
{
    static readonly CorrelationRuleSpec Fine = CatalogueSamples.OneBurst;

    public static TheoryData<CorrelationRuleSpec, string> Flaws =>
        new()
        {
            { Fine with { Name = " " }, "name must be 1 to 200 characters" },
            { Fine with { Match = [new("source", LabelOperator.Like, "a(")] }, "a value is no regular expression" },
            {
                Fine with
                {
                    Match = [new("source", LabelOperator.Unlike, @"(a)\1")],
                },
                "a value is a regular expression that looks around, refers back or is too large"
            },
            { Fine with { Match = [new("", LabelOperator.Equal, "a")] }, "a label has 1 to 64 characters" },
            { Fine with { Match = [new("a", (LabelOperator)9, "a")] }, "operator must be one of = != =~ !~" },
            { Fine with { Match = [new("a", LabelOperator.Equal, new string('x', 301))] }, "a value has at most 300 characters" },
            { Fine with { GroupBy = ["a", "a"] }, "groupBy must name each label once" },
            { Fine with { Window = TimeSpan.Zero }, "window must be from PT1S to P7D" },
            { Fine with { Window = TimeSpan.MaxValue }, "window must be from PT1S to P7D" },
            { Fine with { Threshold = new(1, TimeSpan.FromMinutes(1)) }, "threshold.count must be from 2 to 20" },
            { Fine with { Threshold = new(2, TimeSpan.FromHours(2)) }, "threshold.within must be from PT1S to the window" },
            { Fine with { Flapping = new(2, TimeSpan.FromMinutes(1)) }, "flapping.changes must be from 3 to 20" },
            { Fine with { Flapping = new(6, TimeSpan.Zero) }, "flapping.within must be from PT1S to P7D" },
        };

    [Theory, MemberData(nameof(Flaws))]
    public void What_makes_no_sense_is_told(CorrelationRuleSpec spec, string flaw) => Assert.Equal(flaw, CorrelationRuleFlaw.Of(spec));

    [Fact]
    public void What_makes_sense_is_taken()
    {
        Assert.Null(CorrelationRuleFlaw.Of(Fine));
        Assert.Null(CorrelationRuleFlaw.Of(new("default", [], [])));
        Assert.Null(CorrelationRuleFlaw.Of(Fine with { Flapping = Flapping.Off }));
        Assert.Null(CorrelationRuleFlaw.Of(Fine with { GroupBy = ["nobody knows it"] }));
    }
}
