using Watchfloor.Devices;
using Watchfloor.Events;
using Watchfloor.Kernel;
using static Watchfloor.Tests.Rules.DeviceSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Devices.DeviceRules,
    Watchfloor.Devices.DeviceState,
    Watchfloor.Devices.DeviceCommand,
    Watchfloor.Devices.DeviceFact
>;

namespace Watchfloor.Tests.Rules;

public sealed class DeviceWatchTests
{
    static readonly DateTimeOffset Now = T0.AddSeconds(30);
    static readonly ConditionMet IsMet = new("r1", 3, 8.4, T0, Uncertain: false, T0.AddSeconds(10));
    static readonly EntityId Correlation = CorrelationKey.Of(TenantId.Default, "f1", "pressure");

    [Fact]
    public void A_rule_is_watched_once_per_version() =>
        Story
            .Given()
            .When(new Watch("r1", 2, ForTenSeconds), Now)
            .Then(new RuleWatched("r1", 2, ForTenSeconds, Now))
            .When(new Watch("r1", 2, ForTenSeconds), Now)
            .Then()
            .When(new Watch("r1", 1, AtOnce), Now)
            .Then();

    [Fact]
    public void What_is_met_stays_met_under_a_new_limit_until_a_sample_says_otherwise() =>
        Story
            .Given(Watched(ForTenSeconds), IsMet)
            .When(new Watch("r1", 2, ForTenSeconds with { Limit = 20 }), Now)
            .Then(new RuleWatched("r1", 2, ForTenSeconds with { Limit = 20 }, Now))
            .When(Seen(At(4, 31, 8.4)), Now)
            .Then(new ConditionOver("r1", 4, 8.4, T0.AddSeconds(31), Now));

    [Fact]
    public void What_is_met_is_over_when_the_rule_turns_to_something_else() =>
        Story
            .Given(Watched(ForTenSeconds), IsMet)
            .When(new Watch("r1", 2, ForTenSeconds with { Category = "safety" }), Now)
            .Then(new ConditionOver("r1", 3, 8.4, Now, Now), new RuleWatched("r1", 2, ForTenSeconds with { Category = "safety" }, Now));

    [Fact]
    public void A_crossing_goes_on_under_a_new_name_and_starts_anew_under_a_new_limit()
    {
        var crossed = new LimitCrossed("r1", 1, 8.4, T0, T0.AddSeconds(15), T0);
        Story
            .Given(Watched(ForTenSeconds), crossed)
            .When(new Watch("r1", 2, ForTenSeconds with { Name = "Too high" }), Now)
            .AndDueAt(T0.AddSeconds(15));
        Story.Given(Watched(ForTenSeconds), crossed).When(new Watch("r1", 2, ForTenSeconds with { Limit = 8.2 }), Now).AndDueAt(null);
    }

    [Fact]
    public void A_forgotten_rule_ends_its_condition() =>
        Story
            .Given(Watched(ForTenSeconds), IsMet)
            .When(new Unwatch("r1", 2), Now)
            .Then(new ConditionOver("r1", 3, 8.4, Now, Now), new RuleUnwatched("r1", 2, Now))
            .And(state => Assert.Null(DeviceRules.Describe(Self, state, 4)));

    [Fact]
    public void An_unknown_or_newer_rule_is_not_forgotten() =>
        Story
            .Given(new RuleWatched("r1", 5, ForTenSeconds, T0))
            .When(new Unwatch("r1", 4), Now)
            .Then()
            .When(new Unwatch("r9", 1), Now)
            .Then();

    [Fact]
    public void A_met_condition_is_detected_where_its_facility_and_category_meet() =>
        Story
            .Given(Watched(AtOnce))
            .When(Seen(At(7, 3, 9.25)), Now)
            .AndSends(
                Self,
                new Effect(
                    Correlation,
                    new Detect(
                        new(
                            "threshold",
                            "r1@7",
                            "rule:r1:ps1/p1/pressure",
                            Severity.High,
                            "pressure",
                            "f1",
                            "Discharge pressure high: 9.25 is above 9",
                            null,
                            T0.AddSeconds(3),
                            null,
                            [new("rule", "r1"), new("tag", "ps1/p1/pressure"), new("value", "9.25"), new("limit", "9")]
                        )
                    )
                )
            );

    [Fact]
    public void A_condition_that_is_over_clears() =>
        Story
            .Given(Watched(ForTenSeconds), IsMet)
            .When(Seen(At(4, 40, 7)), Now)
            .AndSends(Self, new Effect(Correlation, new ClearCondition("rule:r1:ps1/p1/pressure", T0.AddSeconds(40), Source: "threshold")));

    [Fact]
    public void A_time_is_named_in_the_title_and_the_detection_is_made_at_its_end()
    {
        var detection = DetectionOf(new ConditionMet("r1", 3, 8.4, T0, Uncertain: false, Now));
        Assert.Equal("Discharge pressure high: 8.4 is above 8 for 10 s", detection.Title);
        Assert.Equal(T0.AddSeconds(10), detection.DetectedAt);
        Assert.DoesNotContain(detection.Attributes, label => label.Name == "certainty");
    }

    [Fact]
    public void An_uncertain_condition_says_so()
    {
        var detection = DetectionOf(new ConditionMet("r1", 1, 8.4, T0, Uncertain: true, Now));
        Assert.Equal("Discharge pressure high: 8.4 was above 8, then no more samples", detection.Title);
        Assert.Contains(new EventAttribute("certainty", "uncertain"), detection.Attributes);
    }

    static Detection DetectionOf(ConditionMet met)
    {
        var state = Story.Given(Watched(ForTenSeconds), met).State;
        return Assert.IsType<Detect>(Assert.Single(DeviceRules.Effects(Self, state, met)).Command).Detection;
    }
}
