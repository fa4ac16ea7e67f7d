using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Mutes;
using static Watchfloor.Tests.Rules.EventSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Events.EventRules,
    Watchfloor.Events.EventState,
    Watchfloor.Events.EventCommand,
    Watchfloor.Events.EventFact
>;

namespace Watchfloor.Tests.Rules;

/// <summary>What is told for the record pages nobody, and hides nothing that is not.</summary>
public sealed class HistoricalTests
{
    static readonly DateTimeOffset Later = T0.AddMinutes(10);
    static readonly Detection Told = Condition("drum") with { Historical = true };
    static readonly Raised Live = new(Condition("drum", Severity.Medium), T0.AddHours(4), T0);
    static readonly Raised Imported = new(Told, T0.AddHours(1), T0);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_event_begins_an_escalation_unless_it_is_told_for_the_record(bool historical)
    {
        var raised = new Raised(Told with { Historical = historical }, T0.AddHours(1), T0);
        Assert.Equal(!historical, Sent(raised).Any(command => command is BeginEscalation));
    }

    [Fact]
    public void What_is_seen_now_joins_no_event_that_is_told_for_the_record()
    {
        var story = Story.Given(Imported);
        Assert.NotNull(EventRules.Decide(story.State, new Merge(Told with { Historical = false }), Later).Refusal);
        story.When(new Merge(Told), Later).Then(new Merged(Told, Later));
    }

    [Fact]
    public void What_is_told_for_the_record_joins_a_live_event_and_makes_nothing_worse()
    {
        var worse = Condition("vent", Severity.Critical) with { Historical = true };
        var shelved = new SetAside(AsideKind.Shelved, "ben", "valve stuck", Later.AddHours(1), OneShot: true, PausesSla: false, T0);
        Story
            .Given(Live, new Acknowledged("ana", T0), shelved)
            .When(new Merge(worse), Later)
            .Then(new Merged(worse, Later))
            .AndSends(Self)
            .And(state =>
            {
                var body = Assert.IsType<EventAcknowledged>(state).Body;
                Assert.Equal((2, Severity.Medium, T0.AddHours(4)), (body.Count, body.Severity, body.SlaDueAt));
                Assert.All(body.Contributors, held => Assert.Equal(Severity.Medium, held.Severity));
            })
            .When(new Merge(worse with { Historical = false }), Later)
            .And(state => Assert.Equal(Severity.Critical, Assert.IsType<EventNew>(state).Body.Severity));
    }

    [Fact]
    public void What_is_told_for_the_record_is_not_counted_towards_a_threshold() =>
        Story
            .Given(new Raised(Boiler, T0.AddHours(1), T0, Fickle))
            .When(new Merge(Boiler with { Historical = true }), T0.AddSeconds(1))
            .And(state => Assert.NotNull(((EventKnown)state).Body.Gathering))
            .When(new Merge(Boiler), T0.AddSeconds(2))
            .And(state => Assert.Null(((EventKnown)state).Body.Gathering));

    [Fact]
    public void No_live_event_is_merged_by_hand_into_one_that_is_told_for_the_record()
    {
        var take = new TakeIn("e8", 1, "ana", null, "Flow", Severity.Critical, 1, T0, [Held("flow", Flows)]);
        Story.Given(Imported).When(take, Later).Then(new NotTakenIn("e8", 1, "it is told for the record and pages nobody", Later));
        Story.Given(Imported).When(take with { Historical = true }, Later).And(state => Assert.Equal(2, ((EventKnown)state).Body.Count));
    }

    [Fact]
    public void One_that_is_told_for_the_record_is_merged_into_a_live_one_and_makes_nothing_worse()
    {
        var begun = new MergeBegun("ana", "e9", null, 1, T0);
        Assert.True(Assert.IsType<TakeIn>(Assert.Single(Sent(begun, Imported))).Historical);
        var worst = Held("flow", Flows) with { Severity = Severity.Critical };
        Story
            .Given(Live, new Acknowledged("ana", T0))
            .When(new TakeIn("e8", 1, "ana", null, "Flow", Severity.Critical, 1, T0, [worst], Historical: true), Later)
            .And(state =>
            {
                var body = Assert.IsType<EventAcknowledged>(state).Body;
                Assert.Equal((Severity.Medium, T0.AddHours(4)), (body.Severity, body.SlaDueAt));
                Assert.All(body.Contributors, held => Assert.Equal(Severity.Medium, held.Severity));
            });
    }

    [Fact]
    public void A_split_of_it_is_told_for_the_record_too()
    {
        var split = Story.Given(Imported, new Merged(Condition("vent") with { Historical = true }, T0));
        var seed = Assert.IsType<SplitBegun>(EventRules.Decide(split.State, new Split("ana", "e7", ["drum"]), Later).Facts[0]).Seed;
        var off = (BrokenOff)
            EventRules.Decide(EventRules.Initial, new BreakOff("e1", 1, "ana", null, seed, [Held("drum")]), Later).Facts[0];
        Assert.True(((EventNew)EventRules.Evolve(EventRules.Initial, off)).Body.Historical);
        Assert.Equal([new EndSplit("e1", 1)], Sent(off));
    }

    [Fact]
    public void Reopened_it_pages_nobody_and_nobody_can_escalate_it()
    {
        var over = new Resolved("ana", Forced: true, null, T0);
        Assert.Equal([new FollowEvent("e1", T0)], Sent(new Reopened("ben", null, Later.AddHours(1), Later), Imported, over));
        Story.Given(Imported).When(new Escalate("ana", null), Later).ThenRefused("it is told for the record and pages nobody");
    }

    [Fact]
    public void It_inhibits_nobody()
    {
        var body = ((EventKnown)Story.Given(Imported).State).Body;
        Assert.False(EventMutes.Calls(body));
        var rules = new Inhibitions([new("r1", 1, MuteSamples.CommunicationLoss)]);
        var loss = Told with { Category = "communication" };
        Assert.False(rules.Meet("1", loss).IsSource);
        Assert.True(rules.Meet("1", loss with { Historical = false }).IsSource);
        Assert.True(EventMutes.Seen(body).Historical);
    }

    static List<object> Sent(EventFact fact, params ReadOnlySpan<EventFact> before)
    {
        var state = EventRules.Evolve(Story.Given(before).State, fact);
        return [.. EventRules.Effects(Self, state, fact).Select(effect => effect.Command)];
    }
}
