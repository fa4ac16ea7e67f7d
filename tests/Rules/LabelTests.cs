using Watchfloor.Events;
using static Watchfloor.Tests.Rules.EventSamples;

namespace Watchfloor.Tests.Rules;

public sealed class LabelTests
{
    static readonly Detection Seen = Boiler with { FacilityId = null, Attributes = [new("device", "pump-3")] };

    [Theory]
    [InlineData("category", LabelOperator.Equal, "boiler", false)]
    [InlineData("severity", LabelOperator.Like, "critical|high|medium|low", true)]
    [InlineData("facilityId", LabelOperator.Equal, "", true)]
    [InlineData("device", LabelOperator.Equal, "pump-3", true)]
    [InlineData("device", LabelOperator.Different, "pump-3", false)]
    [InlineData("device", LabelOperator.Like, "pump", false)]
    [InlineData("device", LabelOperator.Like, "pump-[0-9]|fan-[0-9]", true)]
    [InlineData("device", LabelOperator.Unlike, "fan-.*", true)]
    [InlineData("elsewhere", LabelOperator.Unlike, ".+", true)]
    public void Matchers_hold_labels_against_texts_and_whole_patterns(string label, LabelOperator @operator, string value, bool holds) =>
        Assert.Equal(holds, Labels.Of(Seen with { Category = "pressure" }).Match([new(label, @operator, value)]));

    [Fact]
    public void All_matchers_must_hold_and_none_always_do()
    {
        Assert.True(Labels.Of(Seen).Match([]));
        Assert.False(Labels.Of(Seen).Match([new("device", LabelOperator.Equal, "pump-3"), new("device", LabelOperator.Equal, "pump-4")]));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(?=a)a")]
    [InlineData(@"(a)\1")]
    [InlineData("((a{1000}){1000}){1000}")]
    public void A_pattern_that_cannot_run_in_the_time_of_its_text_is_refused(string pattern) =>
        Assert.NotNull(MatcherFlaw.Of([new("title", LabelOperator.Like, pattern)], "match"));

    [Fact]
    public void A_flaw_names_the_field() =>
        Assert.StartsWith("match: label", MatcherFlaw.Of([new(" ", LabelOperator.Equal, "x")], "match"), StringComparison.Ordinal);

    [Fact]
    public void However_many_expressions_were_seen_those_in_use_are_kept()
    {
        for (var number = 0; number < 1100; number++)
            LabelPatterns.Of($"old-{number}");
        Assert.Same(LabelPatterns.Of("in use"), LabelPatterns.Of("in use"));
    }
}
