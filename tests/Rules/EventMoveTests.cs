using Watchfloor.Escalations;
using Watchfloor.Events;
using static Watchfloor.Tests.Rules.EventSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Events.EventRules,
    Watchfloor.Events.EventState,
    Watchfloor.Events.EventCommand,
    Watchfloor.Events.EventFact
>;

namespace Watchfloor.Tests.Rules;

public sealed class EventMoveTests
{
    static readonly DateTimeOffset Later = T0.AddMinutes(10);
    static readonly Raised DrumRaised = new(Condition("drum"), T0.AddHours(1), T0);
    static readonly Merged VentToo = new(Condition("vent"), T0);
    static readonly MergeBegun Merging = new("ana", "e9", Note: null, 1, T0);
    static readonly TakeIn Flow = new("e8", 3, "ana", "one leak", "Flow high", Severity.Critical, 4, Later, [Held("flow", Flows)]);

    [Fact]
    public void What_is_merged_stays_open_until_the_other_event_has_it() =>
        Story
            .Given(DrumRaised)
            .When(new MergeInto("ana", "e9", "one leak"), Later)
            .Then(new MergeBegun("ana", "e9", "one leak", 1, Later))
            .And(state => Assert.True(Body(state).Holds("drum")))
            .When(new EndMerge("e9", 1, Refusal: null), Later)
            .Then(new MergedAway("ana", "e9", [], Later))
            .And(state => Assert.Equal((EventStatus.Closed, 0), (EventRules.StatusOf(state), Body(state).Contributors.Length)));

    [Fact]
    public void The_other_event_is_told_all_that_it_holds_and_where_that_belongs()
    {
        var told = Assert.IsType<TakeIn>(Assert.Single(Effects(Merging, DrumRaised, VentToo), effect => effect is TakeIn));
        Assert.Equal(("e1", 2, Severity.High), (told.From, told.Count, told.Severity));
        Assert.Equal([Held("drum"), Held("vent")], told.Contributors);
    }

    [Fact]
    public void An_event_takes_in_conditions_counts_and_a_worse_severity() =>
        Story
            .Given(DrumRaised)
            .When(Flow, Later)
            .And(state =>
            {
                Assert.Equal(
                    (5, Severity.Critical, Later + Sla.For(Severity.Critical)),
                    (Body(state).Count, Body(state).Severity, Body(state).SlaDueAt)
                );
                Assert.True(Body(state).Holds("flow", Flows));
                Assert.False(Body(state).Holds("flow", new("f1", "pressure")));
            });

    [Fact]
    public void A_condition_that_is_known_is_held_once_since_its_beginning_and_as_bad_as_it_ever_was() =>
        Story
            .Given(DrumRaised)
            .When(Flow with { Contributors = [Held("drum") with { Since = T0.AddHours(-1), Severity = Severity.Low }] }, Later)
            .And(state => Assert.Equal([Held("drum")], Body(state).Contributors));

    [Fact]
    public void What_cannot_be_taken_in_is_answered_and_stays_where_it_was()
    {
        Story
            .Given(DrumRaised, new Resolved("ana", true, null, T0))
            .When(Flow, Later)
            .Then(new NotTakenIn("e8", 3, "it is resolved", Later));
        Story
            .Given(DrumRaised, Merging)
            .When(Flow, Later)
            .Then(new NotTakenIn("e8", 3, "it is itself being merged into another event", Later));
        Story
            .Given(DrumRaised, Merging)
            .When(new EndMerge("e9", 1, "it is resolved"), Later)
            .Then(new MergeFailed("e9", "it is resolved", Later))
            .And(state => Assert.Null(Body(state).Leaving));
        var many = Values.From(Enumerable.Range(0, 60).Select(i => Held($"condition-{i}")));
        Story
            .Given(DrumRaised)
            .When(Flow with { Contributors = many }, Later)
            .Then(new NotTakenIn("e8", 3, "it cannot hold so many open conditions", Later));
    }

    [Fact]
    public void An_answer_to_an_earlier_try_ends_nothing() =>
        Story
            .Given(DrumRaised, Merging, new MergeFailed("e9", "it is resolved", T0), Merging with { Turn = 2 })
            .When(new EndMerge("e9", 1, "it is resolved"), Later)
            .Then();

    [Fact]
    public void What_ends_on_the_way_ends_in_the_other_event_too()
    {
        var over = new ConditionCleared("drum", Later, Later, Origin: new("f1", "pressure"), Source: "boiler-2");
        var gone = Held("drum") with { Title = "drum high" };
        Story
            .Given(DrumRaised, VentToo, Merging, over)
            .When(new EndMerge("e9", 1, Refusal: null), Later)
            .Then(new MergedAway("ana", "e9", [gone], Later));
        var told = Assert.IsType<LetGo>(
            Assert.Single(
                Effects(new MergedAway("ana", "e9", [gone], Later), DrumRaised, VentToo, Merging, over),
                effect => effect is LetGo
            )
        );
        Assert.Equal([gone], told.Contributors);
        Story.Given(DrumRaised).When(new LetGo("e8", [gone]), Later).Then(over, new Resolved("system", false, null, Later));
        Story.Given(DrumRaised).When(new LetGo("e8", [gone with { Seen = T0.AddSeconds(-1) }]), Later).Then(); // it was seen here since
        Story
            .Given(DrumRaised, Merging, new MergedAway("ana", "e9", [], T0))
            .When(new LetGo("e8", [gone]), Later)
            .Then(new PassedOn([gone], Later));
    }

    [Fact]
    public void A_merged_event_calls_nobody_and_says_where_it_went()
    {
        var silence = Assert.Single(Effects(new MergedAway("ana", "e9", [], Later), DrumRaised, Merging).OfType<SilenceEscalation>());
        Assert.Equal(new SilenceEscalation("merged into event e9 by ana"), silence);
        var story = Story.Given(DrumRaised, Merging, new MergedAway("ana", "e9", [], Later));
        var attention = EventAttention.Of(story.State);
        Assert.Equal((false, "merged into event e9 by ana", EventStatus.Closed), (attention.Needed, attention.Reason, attention.Status));
        story.When(new Reopen("ben", null), Later).ThenRefused("it was merged into event e9; work on that one");
        story.When(new MergeInto("ben", "e9"), Later).Then();
        story.When(new MergeInto("ben", "e8"), Later).ThenRefused("it is merged into event e9; there is nothing left to merge");
        story.When(new Merge(Boiler), Later).ThenRefused("it is merged into event e9; this detection begins another event");
    }

    [Fact]
    public void Some_conditions_begin_an_event_of_their_own_and_leave_when_it_has_them()
    {
        var seed = Boiler with { Title = "drum high", Description = null, Attributes = [] };
        Story
            .Given(DrumRaised, VentToo)
            .When(new Split("ana", "e7", ["drum"]), Later)
            .Then(new SplitBegun("ana", "e7", null, 1, seed, [Held("drum")], Later))
            .When(new EndSplit("e7", 1), Later)
            .Then(new SplitOff("e7", [], Later))
            .And(state => Assert.Equal([Held("vent")], Body(state).Contributors));
        Story
            .Given()
            .When(new BreakOff("e1", 1, "ana", null, seed, [Held("drum")]), Later)
            .And(state => Assert.Equal(("e1", 1, "drum high"), (Body(state).SplitFrom, Body(state).Count, Body(state).Title)))
            .And(state => Assert.Equal(Later + Sla.For(Severity.High), Body(state).SlaDueAt));
    }

    static readonly TakenIn FlowTaken = new("e8", 1, "ana", null, "Flow", Severity.Low, 1, T0, [Held("flow", new(null, "leak"))], T0);

    static readonly Detection Leak = Boiler with
    {
        Title = "Leak at the pump",
        FacilityId = null,
        Category = "leak",
        Description = null,
        Location = null,
        Attributes = [],
    };

    [Fact]
    public void A_condition_of_another_facility_goes_home() =>
        Story
            .Given(DrumRaised, FlowTaken, new Arrived("e8", T0))
            .When(new Split("ana", "e7", ["flow"], "Leak at the pump"), Later)
            .Then(new SplitBegun("ana", "e7", null, 2, Leak, FlowTaken.Contributors, Later));

    [Fact]
    public void Until_all_has_come_from_another_event_nothing_goes_on()
    {
        var story = Story.Given(DrumRaised, FlowTaken);
        story.When(new Split("ana", "e7", ["flow"]), Later).ThenRefused("event e8 is just arriving in it; try again");
        story.When(new MergeInto("ana", "e9"), Later).ThenRefused("event e8 is just arriving in it; try again");
        story.When(new LetGo("e8", []), Later).Then(new Arrived("e8", Later));
    }

    [Theory]
    [InlineData("nothing", "it holds no open condition nothing")]
    [InlineData("drum,vent", "these are all of its open conditions; one must stay")]
    public void A_split_that_makes_no_sense_is_refused(string keys, string why) =>
        Story.Given(DrumRaised, VentToo).When(new Split("ana", "e7", Values.From(keys.Split(','))), Later).ThenRefused(why);

    [Fact]
    public void What_ended_and_returned_on_the_way_stays() =>
        Story
            .Given(
                DrumRaised,
                VentToo,
                new SplitBegun("ana", "e7", null, 1, Boiler, [Held("drum")], T0),
                new ConditionCleared("drum", T0, T0, Origin: new("f1", "pressure"), Source: "boiler-2"),
                new Merged(Condition("drum") with { DetectedAt = Later }, Later)
            )
            .When(new EndSplit("e7", 1), Later)
            .Then(new SplitOff("e7", [Held("drum")], Later))
            .And(state => Assert.Equal(["vent", "drum"], Body(state).Contributors.Select(c => c.ConditionKey)));

    [Fact]
    public void What_gets_worse_on_the_way_is_worse_where_it_goes()
    {
        var worse = Condition("drum", Severity.Critical) with { DetectedAt = Later };
        var seen = new Merged(worse, Later, Was: Severity.High);
        var merging = Story.Given(DrumRaised, VentToo, Merging, seen).State;
        var splitting = Story.Given(DrumRaised, VentToo, new SplitBegun("ana", "e9", null, 1, Boiler, [Held("drum")], T0), seen).State;
        foreach (var told in (LetGo[])[Told(merging, new EndMerge("e9", 1, Refusal: null)), Told(splitting, new EndSplit("e9", 1))])
        {
            var drum = Assert.Single(told.Renewed);
            Assert.Equal(("drum", Severity.Critical), (drum.ConditionKey, drum.Severity));
            Story
                .Given(DrumRaised, new Acknowledged("ana", T0))
                .When(told, Later)
                .And(state => Assert.Equal((Severity.Critical, EventStatus.New), (Body(state).Severity, EventRules.StatusOf(state))))
                .And(state => Assert.Equal(Later + Sla.For(Severity.Critical), Body(state).SlaDueAt))
                .When(told, Later)
                .Then();
            Story
                .Given(DrumRaised, Merging, new MergedAway("ana", "e9", [], T0))
                .When(told, Later)
                .Then(new PassedOn([], Later, told.Renewed));
        }
    }

    [Fact]
    public void Whoever_serves_what_got_worse_on_the_way_is_paged()
    {
        var worse = Held("drum") with { Severity = Severity.Critical, Seen = Later };
        var renewed = new Renewed("e8", [worse], Severity.Critical, Later, Later.AddMinutes(15), Severity.High);
        Assert.Single(Effects(renewed, DrumRaised).OfType<WorsenEscalation>());
        Assert.Empty(Effects(renewed with { Was = null }, DrumRaised));
    }

    static LetGo Told(EventState state, EventCommand end)
    {
        var fact = Assert.Single(EventRules.Decide(state, end, Later).Facts);
        return EventRules.Effects(Self, EventRules.Evolve(state, fact), fact).Select(effect => effect.Command).OfType<LetGo>().Single();
    }

    [Fact]
    public void Where_nothing_is_left_it_is_resolved() =>
        Story
            .Given(
                DrumRaised,
                VentToo,
                new SplitBegun("ana", "e7", null, 1, Boiler, [Held("drum")], T0),
                new ConditionCleared("vent", T0, T0, Origin: new("f1", "pressure"), Source: "boiler-2")
            )
            .When(new EndSplit("e7", 1), Later)
            .Then(new SplitOff("e7", [], Later), new Resolved("system", false, null, Later));

    static List<object> Effects(EventFact fact, params ReadOnlySpan<EventFact> before)
    {
        var state = EventRules.Evolve(Story.Given(before).State, fact);
        return [.. EventRules.Effects(Self, state, fact).Select(effect => effect.Command)];
    }

    static EventBody Body(EventState state) => Assert.IsType<EventKnown>(state, exactMatch: false).Body;
}
