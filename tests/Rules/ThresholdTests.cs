using Watchfloor.Devices;
using Watchfloor.Telemetry;
using static Watchfloor.Tests.Rules.DeviceSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Devices.DeviceRules,
    Watchfloor.Devices.DeviceState,
    Watchfloor.Devices.DeviceCommand,
    Watchfloor.Devices.DeviceFact
>;

namespace Watchfloor.Tests.Rules;

public sealed class ThresholdTests
{
    static readonly DateTimeOffset Now = T0.AddSeconds(1);
    static readonly DateTimeOffset Deadline = Now.AddSeconds(15); // 10 s, and half of it as grace
    static readonly LimitCrossed Crossed = new("r1", 1, 8.4, T0, Deadline, Now);

    [Fact]
    public void Without_a_time_the_condition_is_met_at_once() =>
        Story.Given(Watched(AtOnce)).When(Seen(At(1, 0, 9.1)), Now).Then(new ConditionMet("r1", 1, 9.1, T0, Uncertain: false, Now));

    [Fact]
    public void A_value_at_the_limit_is_not_above_it() => Story.Given(Watched(AtOnce)).When(Seen(At(1, 0, 9)), Now).Then();

    [Fact]
    public void A_time_begins_with_the_first_sample_beyond_the_limit() =>
        Story.Given(Watched(ForTenSeconds)).When(Seen(At(1, 0, 8.4)), Now).Then(Crossed).AndDueAt(Deadline);

    [Fact]
    public void The_time_runs_on_the_clock_of_the_samples() =>
        Story
            .Given(Watched(ForTenSeconds), Crossed)
            .When(Seen(At(2, 9.9, 8.4)), Now)
            .Then()
            .When(Seen(At(3, 10, 8.6)), Now)
            .Then(new ConditionMet("r1", 3, 8.6, T0, Uncertain: false, Now))
            .AndDueAt(null);

    [Fact]
    public void A_value_that_is_back_in_time_stops_it() =>
        Story.Given(Watched(ForTenSeconds), Crossed).When(Seen(At(2, 5, 7.5)), Now).Then(new LimitRespected("r1", 2, Now)).AndDueAt(null);

    [Fact]
    public void A_value_within_the_hysteresis_neither_proves_nor_disproves() =>
        Story
            .Given(Watched(ForTenSeconds), Crossed)
            .When(Seen(At(2, 12, 7.9)), Now)
            .Then()
            .When(Seen(At(3, 13, 8.1)), Now)
            .Then(new ConditionMet("r1", 3, 8.1, T0, Uncertain: false, Now));

    [Fact]
    public void Once_met_it_is_over_only_when_the_value_is_past_the_hysteresis() =>
        Story
            .Given(Watched(ForTenSeconds), Crossed, new ConditionMet("r1", 3, 8.6, T0, false, Now))
            .When(Seen(At(4, 20, 7.6)), Now)
            .Then()
            .When(Seen(At(5, 21, 7.5)), Now)
            .Then(new ConditionOver("r1", 5, 7.5, T0.AddSeconds(21), Now));

    [Fact]
    public void When_samples_stop_the_server_s_clock_ends_it_as_uncertain() =>
        Story
            .Given(Watched(ForTenSeconds), Crossed)
            .When(new DeviceTick(), Deadline.AddSeconds(-1))
            .Then()
            .When(new DeviceTick(), Deadline)
            .Then(new ConditionMet("r1", 1, 8.4, T0, Uncertain: true, Deadline))
            .AndDueAt(null);

    [Theory]
    [InlineData(1, 3)] // at least 2 s
    [InlineData(20, 30)]
    [InlineData(600, 630)] // at most 30 s
    public void The_grace_is_half_the_time_within_bounds(int seconds, int deadline) =>
        Story
            .Given(Watched(ForTenSeconds with { For = TimeSpan.FromSeconds(seconds) }))
            .When(Seen(At(1, 0, 8.4)), T0)
            .AndDueAt(T0.AddSeconds(deadline));

    [Fact]
    public void A_sample_of_bad_quality_neither_proves_nor_disproves() =>
        Story.Given(Watched(ForTenSeconds), Crossed).When(Seen(At(2, 5, 1, quality: 0), At(3, 10, 9, quality: 64)), Now).Then();

    [Fact]
    public void A_sample_older_than_the_crossing_says_nothing_about_it() =>
        Story.Given(Watched(ForTenSeconds), Crossed).When(Seen(At(2, -5, 1)), Now).Then();

    [Fact]
    public void A_reading_that_changed_something_is_not_looked_at_twice() =>
        Story.Given(Watched(ForTenSeconds), Crossed, new LimitRespected("r1", 2, Now)).When(Seen(At(1, 0, 8.4), At(2, 5, 7)), Now).Then();

    [Fact]
    public void A_reading_of_another_tag_is_nobody_s_business() =>
        Story.Given(Watched(AtOnce)).When(Seen(new Reading(1, new("ps1/p1/flow", T0, 99, Quality.Good))), Now).Then();

    [Fact]
    public void One_reading_is_held_against_every_rule() =>
        Story
            .Given(Watched(ForTenSeconds), Watched(AtOnce, "r2"))
            .When(Seen(At(1, 0, 9.5)), Now)
            .Then(new LimitCrossed("r1", 1, 9.5, T0, Deadline, Now), new ConditionMet("r2", 1, 9.5, T0, false, Now));

    [Theory]
    [InlineData(Comparison.Above, 8, false, true)]
    [InlineData(Comparison.Above, 8.1, true, false)]
    [InlineData(Comparison.AtLeast, 8, true, false)]
    [InlineData(Comparison.AtLeast, 7.9, false, true)]
    [InlineData(Comparison.Below, 8, false, true)]
    [InlineData(Comparison.Below, 7.9, true, false)]
    [InlineData(Comparison.AtMost, 8, true, false)]
    [InlineData(Comparison.AtMost, 8.1, false, true)]
    [InlineData(Comparison.Equal, 8, true, false)]
    [InlineData(Comparison.Equal, 7, false, true)]
    [InlineData(Comparison.Different, 7, true, false)]
    [InlineData(Comparison.Different, 8, false, true)]
    public void Operators_mean_what_they_say(Comparison comparison, double value, bool crossed, bool respected)
    {
        var rule = ForTenSeconds with { Operator = comparison, Hysteresis = null };
        Assert.Equal((crossed, respected), (rule.IsCrossedBy(value), rule.IsRespectedBy(value)));
    }

    [Theory]
    [InlineData(Comparison.Above, 7.5, 7.6)]
    [InlineData(Comparison.AtLeast, 7.5, 7.6)]
    [InlineData(Comparison.Below, 8.5, 8.4)]
    [InlineData(Comparison.AtMost, 8.5, 8.4)]
    public void The_hysteresis_lies_on_the_good_side(Comparison comparison, double back, double between)
    {
        var rule = ForTenSeconds with { Operator = comparison };
        Assert.Equal((true, false, false), (rule.IsRespectedBy(back), rule.IsRespectedBy(between), rule.IsCrossedBy(between)));
    }
}
