using Watchfloor.Events;
using static Watchfloor.Tests.Rules.EventSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Events.EventRules,
    Watchfloor.Events.EventState,
    Watchfloor.Events.EventCommand,
    Watchfloor.Events.EventFact
>;

namespace Watchfloor.Tests.Rules;

public sealed class EventConditionTests
{
    static readonly DateTimeOffset Later = T0.AddMinutes(10);
    static readonly Raised DrumRaised = new(Condition("drum"), T0.AddHours(1), T0);

    [Fact]
    public void A_clear_that_is_late_ends_nothing_that_was_detected_after_it()
    {
        var returned = Condition("drum") with { DetectedAt = T0.AddMinutes(3) };
        Story
            .Given(new Raised(Condition("drum"), T0.AddHours(1), T0), new Merged(returned, T0.AddMinutes(4)))
            .When(new Clear("drum", T0.AddMinutes(2)), T0.AddMinutes(5))
            .Then()
            .When(new Clear("drum", T0.AddMinutes(3)), T0.AddMinutes(5))
            .And(state => Assert.IsType<EventResolved>(state));
    }

    [Fact]
    public void A_clock_that_is_ahead_keeps_no_condition_open() =>
        Story
            .Given(new Raised(Condition("drum") with { DetectedAt = T0.AddMinutes(9) }, T0.AddHours(1), T0))
            .When(new Clear("drum", T0.AddMinutes(1)), T0.AddMinutes(1))
            .And(state => Assert.IsType<EventResolved>(state));

    [Fact]
    public void Of_equal_keys_it_ends_those_that_are_older()
    {
        var elsewhere = Condition("drum") with { FacilityId = "f2", DetectedAt = T0.AddMinutes(3) };
        Story
            .Given(new Raised(Condition("drum"), T0.AddHours(1), T0), new Merged(elsewhere, T0.AddMinutes(4)))
            .When(new Clear("drum", T0.AddMinutes(2)), T0.AddMinutes(5))
            .And(state => Assert.Equal("f2", Assert.Single(((EventKnown)state).Body.Contributors).Origin!.FacilityId));
    }

    [Fact]
    public void A_detection_joins_an_open_event() =>
        Story
            .Given(BoilerRaised)
            .When(new Merge(Boiler with { DetectedAt = Later }), Later)
            .Then(new Merged(Boiler with { DetectedAt = Later }, Later))
            .And(state => Assert.Equal((2, Later), (Body(state).Count, Body(state).LastDetectedAt)));

    [Fact]
    public void A_detection_does_not_join_what_is_over() =>
        Story
            .Given(BoilerRaised, new Resolved("ana", false, null, Later))
            .When(new Merge(Boiler), Later)
            .ThenRefused("it is resolved; this detection begins another event");

    [Fact]
    public void The_same_condition_is_held_once() =>
        Story
            .Given(DrumRaised)
            .When(new Merge(Condition("drum") with { Title = "Drum still high", DetectedAt = Later }), Later)
            .And(state =>
                Assert.Equal(
                    [new Contributor("drum", "boiler-2", "Drum still high", T0, new("f1", "pressure"), Severity.High, Later, Later)],
                    Body(state).Contributors
                )
            );

    [Fact]
    public void A_worse_detection_raises_the_severity_and_brings_the_SLA_forward() =>
        Story
            .Given(DrumRaised)
            .When(new Merge(Condition("vent", Severity.Critical)), Later)
            .And(state => Assert.Equal(Severity.Critical, Body(state).Severity))
            .AndDueAt(Later.AddMinutes(15));

    [Fact]
    public void A_worse_detection_never_puts_the_SLA_off() =>
        Story.Given(DrumRaised).When(new Merge(Condition("vent", Severity.Critical)), T0.AddMinutes(50)).AndDueAt(T0.AddHours(1));

    [Fact]
    public void A_milder_detection_changes_neither() =>
        Story
            .Given(DrumRaised)
            .When(new Merge(Condition("vent", Severity.Low)), Later)
            .And(state => Assert.Equal(Severity.High, Body(state).Severity))
            .AndDueAt(T0.AddHours(1));

    [Fact]
    public void The_last_clear_resolves_it() =>
        Story
            .Given(DrumRaised, new Merged(Condition("vent"), T0))
            .When(new Clear("drum", Later), Later)
            .Then(new ConditionCleared("drum", Later, Later))
            .When(new Clear("vent", Later), Later)
            .Then(new ConditionCleared("vent", Later, Later), new Resolved("system", false, null, Later));

    [Fact]
    public void Conditions_of_one_key_in_two_places_are_two()
    {
        var elsewhere = Condition("drum") with { Category = "flow" };
        Story
            .Given(DrumRaised, new Merged(elsewhere, T0))
            .When(new Clear("drum", Later, Occurrence: null, new("f1", "flow")), Later)
            .Then(new ConditionCleared("drum", Later, Later, Occurrence: null, new("f1", "flow")))
            .When(new Clear("drum", Later, Occurrence: null, new("f2", "pressure")), Later)
            .Then()
            .When(new Clear("drum", Later, Occurrence: null, new("f1", "pressure")), Later)
            .And(state => Assert.IsType<EventResolved>(state));
    }

    [Fact]
    public void Conditions_of_one_key_from_two_sources_are_two_and_each_source_ends_its_own()
    {
        var other = Condition("drum") with { Source = "alertmanager", DetectedAt = Later };
        Story
            .Given(DrumRaised, new Merged(other, Later))
            .And(state => Assert.Equal(["boiler-2", "alertmanager"], Body(state).Contributors.Select(held => held.Source)))
            .When(Over("scada"), Later)
            .Then()
            .When(Over("alertmanager"), Later)
            .Then(new ConditionCleared("drum", Later, Later, Occurrence: null, Here, "alertmanager"))
            .And(state => Assert.Equal("boiler-2", Assert.Single(Body(state).Contributors).Source))
            .When(Over("boiler-2"), Later)
            .And(state => Assert.IsType<EventResolved>(state));
    }

    [Fact]
    public void A_clear_from_before_sources_were_told_apart_ends_all_of_its_key() =>
        Story
            .Given(
                DrumRaised,
                new Merged(Condition("drum") with { Source = "alertmanager" }, T0),
                new ConditionCleared("drum", Later, Later, Origin: Here)
            )
            .And(state => Assert.Empty(Body(state).Contributors));

    [Fact]
    public void What_another_source_says_of_the_same_key_is_no_change_of_it()
    {
        var story = Story.Given(DrumRaised, new Merged(Condition("drum") with { Source = "alertmanager" }, T0));
        story.And(state =>
            Assert.Equal(
                [("boiler-2", 1), ("alertmanager", 1)],
                Body(state).Changes.Reverse().Select(history => (history.Source, history.At.Length))
            )
        );
        var key = CorrelationKey.OfCondition(Here, "drum");
        Assert.True(Body(story.State).Knows(key, "alertmanager"));
        Assert.False(Body(story.State).Knows(key, "scada"));
    }

    [Fact]
    public void Clearing_what_it_does_not_hold_changes_nothing() => Story.Given(DrumRaised).When(new Clear("vent", Later), Later).Then();

    [Fact]
    public void Clearing_what_is_over_changes_nothing() =>
        Story.Given(DrumRaised, new Resolved("ana", true, null, Later)).When(new Clear("drum", Later), Later).Then();

    [Fact]
    public void It_is_not_resolved_while_a_condition_is_open() =>
        Story
            .Given(DrumRaised)
            .When(new Resolve("ana", Force: false, Note: null), Later)
            .ThenRefused("a condition is still open: drum; force it, or wait until it clears");

    [Fact]
    public void Many_open_conditions_are_counted_and_the_first_named() =>
        Story
            .Given([DrumRaised, .. new[] { "a", "b", "c" }.Select(key => new Merged(Condition(key), T0))])
            .When(new Resolve("ana", Force: false, Note: null), Later)
            .ThenRefused("4 conditions are still open: drum, a, b and 1 more; force it, or wait until they clear");

    [Fact]
    public void Force_resolves_in_spite_of_open_conditions() =>
        Story
            .Given(DrumRaised)
            .When(new Resolve("ana", Force: true, Note: "seen by eye"), Later)
            .Then(new Resolved("ana", true, "seen by eye", Later))
            .And(state => Assert.Empty(Body(state).Contributors));

    [Fact]
    public void A_detection_without_a_condition_key_holds_nothing_open() =>
        Story.Given(BoilerRaised).When(new Merge(Boiler), Later).And(state => Assert.Empty(Body(state).Contributors));

    [Fact]
    public void A_full_event_refuses_one_more_condition_and_still_renews_those_it_holds()
    {
        var story = Story.Given(DrumRaised);
        var held = Enumerable.Range(0, 500).TakeWhile(i => Joins(story, $"key-{i}")).Count();
        Assert.InRange(held, 20, 200);
        story
            .When(new Merge(Condition("one-too-many")), Later)
            .ThenRefused("it holds as many open conditions as it can; this one begins another event")
            .When(new Merge(Condition("drum")), Later)
            .Then(new Merged(Condition("drum"), Later));
    }

    static ConditionOrigin Here => new("f1", "pressure");

    static Clear Over(string source) => new("drum", Later, Occurrence: null, Here, source);

    static bool Joins(Story story, string key) => Body(story.When(new Merge(Condition(key)), Later).State).Holds(key);

    static EventBody Body(EventState state) => Assert.IsAssignableFrom<EventKnown>(state).Body;
}
