using Watchfloor.Events;
using static Watchfloor.Tests.Rules.EventSamples;

namespace Watchfloor.Tests.Rules;

public sealed class CorrelationTests
{
    static readonly OpenEvent Early = new("e1", T0);
    static readonly OpenEvent Late = new("e2", T0.AddMinutes(40));

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(-30)]
    public void A_detection_within_half_an_hour_of_the_first_joins(int minutes) =>
        Assert.Equal(Early, CorrelationRules.Match([Early], Boiler with { DetectedAt = T0.AddMinutes(minutes) }));

    [Theory]
    [InlineData(31)]
    [InlineData(-31)]
    public void A_detection_further_away_begins_another_event(int minutes) =>
        Assert.Null(CorrelationRules.Match([Early], Boiler with { DetectedAt = T0.AddMinutes(minutes) }));

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void A_rule_says_how_far_an_event_reaches(int minutes, bool joins) =>
        Assert.Equal(
            joins ? Early : null,
            CorrelationRules.Match([Early], Boiler with { DetectedAt = T0.AddMinutes(minutes) }, TimeSpan.FromMinutes(5))
        );

    [Fact]
    public void Where_nothing_is_open_a_detection_begins_an_event() => Assert.Null(CorrelationRules.Match([], Boiler));

    [Fact]
    public void The_nearest_event_is_joined() =>
        Assert.Equal(Late, CorrelationRules.Match([Early, Late], Boiler with { DetectedAt = T0.AddMinutes(25) }));

    [Fact]
    public void Of_equally_near_events_the_first_raised_is_joined() =>
        Assert.Equal(Early, CorrelationRules.Match([Late, Early], Boiler with { DetectedAt = T0.AddMinutes(20) }));

    [Fact]
    public void A_full_event_takes_no_more() => Assert.Null(CorrelationRules.Match([Early with { Takes = false }], Boiler));
}
