using Watchfloor.Events;
using static Watchfloor.Tests.Rules.EventSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Events.EventRules,
    Watchfloor.Events.EventState,
    Watchfloor.Events.EventCommand,
    Watchfloor.Events.EventFact
>;

namespace Watchfloor.Tests.Rules;

public sealed class EventUnrestTests
{
    static readonly TimeSpan Ten = TimeSpan.FromMinutes(10);

    [Fact]
    public void The_sixth_change_in_ten_minutes_makes_it_unstable_across_events() =>
        Story
            .Given()
            .When(new Raise(Seen(4), null, Past(0, 1, 2, 3)), At(4))
            .And(state => Assert.Null(Body(state).Unstable))
            .When(new Clear("drum", At(5)), At(5))
            .Then(new ConditionCleared("drum", At(5), At(5)), new BecameUnstable("drum", 6, Ten, At(5)))
            .And(state => Assert.Equal(new Unstable(At(5), 6), Body(state).Unstable))
            .And(state => Assert.Empty(Body(state).Contributors));

    [Fact]
    public void A_condition_that_stands_since_the_beginning_of_time_is_counted_like_any_other() =>
        Story
            .Given()
            .When(new Raise(Seen(0) with { DetectedAt = DateTimeOffset.MinValue }), At(4))
            .And(state => Assert.Single(Body(state).Contributors));

    [Theory]
    [InlineData(10, true)]
    [InlineData(10.1, false)]
    public void Ten_minutes_are_ten_minutes(double minute, bool isUnstable) =>
        Story
            .Given()
            .When(new Raise(Seen(8), null, Past(0, 1, 2, 3)), At(8))
            .When(new Clear("drum", At(minute)), At(minute))
            .And(state => Assert.Equal(isUnstable, state is EventNew { Body.Unstable: not null }));

    [Fact]
    public void A_return_can_be_the_last_straw() =>
        Story
            .Given()
            .When(new Raise(Seen(5), null, Past(0, 1, 2, 3, 4)), At(5))
            .And(state => Assert.Equal(new Unstable(At(5), 6), Body(state).Unstable));

    [Fact]
    public void While_it_is_unstable_no_clear_ends_it_and_every_change_counts() =>
        Nervous()
            .When(new Merge(Seen(6)), At(6))
            .Then(new Merged(Seen(6), At(6)))
            .When(new Clear("drum", At(7)), At(7))
            .Then(new ConditionCleared("drum", At(7), At(7)))
            .And(state => Assert.Equal((8, At(5)), (Body(state).Unstable!.Changes, Body(state).Unstable!.Since)));

    [Fact]
    public void Seeing_what_is_open_once_more_is_no_change() =>
        Story
            .Given()
            .When(new Raise(Seen(4), null, Past(0, 1, 2, 3)), At(4))
            .When(new Merge(Seen(5)), At(5))
            .Then(new Merged(Seen(5), At(5)))
            .And(state => Assert.Null(Body(state).Unstable));

    [Fact]
    public void It_settles_when_three_changes_at_most_are_left_of_the_ten_minutes_and_is_over_where_none_is_open() =>
        Nervous()
            .AndDueAt(At(12)) // the third of six leaves the ten minutes
            .When(new EventTick(), At(11.9))
            .Then()
            .When(new EventTick(), At(12))
            .Then(new Settled(6, At(12)), new Resolved("system", false, "Its conditions came and went, and are over.", At(12)));

    [Fact]
    public void What_is_open_when_it_settles_stays_open_and_its_clear_resolves() =>
        Nervous()
            .When(new Merge(Seen(6)), At(6))
            .AndDueAt(At(13))
            .When(new EventTick(), At(13))
            .Then(new Settled(7, At(13)))
            .When(new Clear("drum", At(14)), At(14))
            .And(state => Assert.IsType<EventResolved>(state));

    [Fact]
    public void Each_change_puts_the_end_off() =>
        Nervous().When(new Merge(Seen(10)), At(10)).AndDueAt(At(13)).When(new Clear("drum", At(11)), At(11)).AndDueAt(At(14));

    [Fact]
    public void Changes_that_are_told_late_count_by_the_clock_of_their_source()
    {
        var late = At(300);
        Story
            .Given()
            .When(new Raise(Seen(100), null, Past(0, 30, 60, 90)), late)
            .When(new Clear("drum", At(120)), late)
            .Then(new ConditionCleared("drum", At(120), late), new Resolved("system", false, null, late));
        Nervous(late).AndDueAt(At(12)).When(new EventTick(), late).And(state => Assert.IsType<EventResolved>(state));
    }

    [Fact]
    public void A_clock_that_is_ahead_counts_as_ours() =>
        Story
            .Given()
            .When(new Raise(Seen(600), null, Past(0, 1, 2, 3, 4)), At(5))
            .And(state => Assert.NotNull(Body(state).Unstable))
            .AndDueAt(At(12));

    [Fact]
    public void A_rule_can_say_when_or_never()
    {
        Story
            .Given()
            .When(new Raise(Seen(4), new(Flapping: Flapping.Off), Past(0, 1, 2, 3)), At(4))
            .When(new Clear("drum", At(5)), At(5))
            .And(state => Assert.IsType<EventResolved>(state));
        Story
            .Given()
            .When(new Raise(Seen(1), new(Flapping: new(3, Ten)), Past(0)), At(1))
            .When(new Clear("drum", At(2)), At(2))
            .Then(new ConditionCleared("drum", At(2), At(2)), new BecameUnstable("drum", 3, Ten, At(2)));
    }

    [Fact]
    public void People_may_end_it_all_the_same() =>
        Nervous()
            .When(new Resolve("ana", Force: false, "sensor changed"), At(6))
            .And(state => Assert.Null(Assert.IsType<EventResolved>(state).Body.Unstable))
            .AndDueAt(null);

    [Fact]
    public void Many_conditions_keep_within_the_room_of_a_state()
    {
        var story = Story.Given().When(new Raise(Seen(0)), At(0));
        for (var i = 0; i < 200; i++)
            story
                .When(new Merge(Seen(i) with { ConditionKey = $"key-{new string('ü', 100)}-{i}" }), At(i / 100.0))
                .When(new Clear($"key-{new string('ü', 100)}-{i}", At(i)), At(i / 100.0));
        Assert.InRange(System.Text.Json.JsonSerializer.Serialize(Body(story.State).Changes, Json.WireJson.Options).Length, 500, 3_000);
    }

    /// <summary>Six changes, from minute 0 to 5; the last one was a clear.</summary>
    static Story Nervous(DateTimeOffset? at = null) =>
        Story
            .Given()
            .When(new Raise(Seen(4), null, Past(0, 1, 2, 3)), at ?? At(4))
            .When(new Clear("drum", At(5)), at ?? At(5))
            .And(state => Assert.NotNull(Body(state).Unstable));

    static Detection Seen(double minute) => Condition("drum") with { DetectedAt = At(minute) };

    static Values<DateTimeOffset> Past(params int[] minutes) => Values.From(minutes.Select(minute => At(minute)));

    static DateTimeOffset At(double minute) => T0.AddMinutes(minute);

    static EventBody Body(EventState state) => Assert.IsAssignableFrom<EventKnown>(state).Body;
}
