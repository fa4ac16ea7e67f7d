using Watchfloor.Catalogue;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Notifications;
using static Watchfloor.Tests.Rules.EscalationSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Escalations.EscalationRules,
    Watchfloor.Escalations.EscalationState,
    Watchfloor.Escalations.EscalationCommand,
    Watchfloor.Escalations.EscalationFact
>;

namespace Watchfloor.Tests.Rules;

public sealed class EscalationTests
{
    static readonly EscalationTick Tick = new();

    [Fact]
    public void The_first_level_counts_from_the_creation_of_the_event() =>
        Story.Given().When(Begin(AnaThenBen), T0.AddSeconds(5)).AndDueAt(T0.AddMinutes(1));

    [Fact]
    public void An_event_that_nobody_serves_begins_nothing() => Story.Given().When(Begin(), T0).Then().AndDueAt(null);

    [Fact]
    public void A_policy_without_levels_serves_nothing() => Story.Given().When(Begin(Policy("p9", null)), T0).Then();

    [Fact]
    public void A_level_is_reached_at_its_time_and_the_next_counts_from_then() =>
        Story
            .Given(Begun(AnaThenBen))
            .When(Tick, T0.AddMinutes(1))
            .Then(Reached("p1", 1, 1, T0.AddMinutes(1), T0.AddMinutes(1)))
            .AndDueAt(T0.AddMinutes(6));

    [Fact]
    public void A_missed_level_fires_once_now_and_the_next_delay_counts_from_now() =>
        Story
            .Given(Begun(AnaThenBen))
            .When(Tick, T0.AddHours(3))
            .Then(Reached("p1", 1, 1, T0.AddMinutes(1), T0.AddHours(3)))
            .AndDueAt(T0.AddHours(3).AddMinutes(5));

    [Fact]
    public void After_the_last_level_it_is_exhausted() =>
        Story
            .Given(Begun(AnaThenBen), Reached("p1", 1, 1, T0.AddMinutes(1), T0.AddMinutes(1)))
            .When(Tick, T0.AddMinutes(6))
            .Then(Reached("p1", 1, 2, T0.AddMinutes(6), T0.AddMinutes(6)))
            .AndDueAt(null)
            .And(state => Assert.IsType<EscalationExhausted>(state));

    [Fact]
    public void Levels_without_delay_are_reached_together_with_the_beginning() =>
        Story
            .Given()
            .When(Begin(AllAtOnce), T0)
            .Then(Begun(AllAtOnce), Reached("p2", 1, 1, T0, T0), Reached("p2", 1, 2, T0, T0))
            .AndDueAt(T0.AddMinutes(10));

    [Fact]
    public void A_round_is_repeated_after_its_pause_which_replaces_the_first_delay()
    {
        var story = Story.Given().When(Begin(Twice), T0);
        var due = new List<double>();
        while (EscalationRules.DueAt(story.State) is { } at)
        {
            due.Add((at - T0).TotalMinutes);
            story.When(Tick, at);
        }
        Assert.Equal([2, 5, 35, 38, 68, 71], due);
    }

    [Fact]
    public void Every_policy_climbs_by_itself() =>
        Story
            .Given(Begun(AnaThenBen, Twice))
            .When(Tick, T0.AddMinutes(2))
            .Then(Reached("p1", 1, 1, T0.AddMinutes(1), T0.AddMinutes(2)), Reached("p3", 1, 1, T0.AddMinutes(2), T0.AddMinutes(2)))
            .AndDueAt(T0.AddMinutes(5));

    [Fact]
    public void Silence_ends_it() =>
        Story
            .Given(Begun(AnaThenBen))
            .When(new SilenceEscalation("acknowledged by ana"), T0.AddSeconds(30))
            .Then(new EscalationSilenced("acknowledged by ana", T0.AddSeconds(30)))
            .AndDueAt(null)
            .When(Tick, T0.AddDays(1))
            .Then()
            .When(new SilenceEscalation("resolved by ben"), T0.AddDays(1))
            .Then();

    [Fact]
    public void What_was_silenced_before_it_began_never_begins() =>
        Story
            .Given()
            .When(new SilenceEscalation("acknowledged by ana"), T0)
            .Then(new EscalationSilenced("acknowledged by ana", T0))
            .When(Begin(AnaThenBen), T0.AddSeconds(1))
            .Then();

    [Fact]
    public void It_begins_once() => Story.Given(Begun(AnaThenBen)).When(Begin(Twice), T0.AddSeconds(1)).Then();

    [Fact]
    public void A_breached_SLA_brings_the_next_level_of_every_policy_forward() =>
        Story
            .Given(Begun(AnaThenBen, Twice), Reached("p1", 1, 1, T0.AddMinutes(1), T0.AddMinutes(1)))
            .When(new HastenEscalation("sla breached"), T0.AddMinutes(1.5))
            .Then(
                Reached("p1", 1, 2, T0.AddMinutes(1.5), T0.AddMinutes(1.5), "sla breached"),
                Reached("p3", 1, 1, T0.AddMinutes(1.5), T0.AddMinutes(1.5), "sla breached")
            )
            .AndDueAt(T0.AddMinutes(4.5));

    [Fact]
    public void A_breached_SLA_after_the_last_level_changes_nothing() =>
        Story
            .Given(Begun(Policy("p1", null, Level("PT1M", "ana"))), Reached("p1", 1, 1, T0.AddMinutes(1), T0.AddMinutes(1)))
            .When(new HastenEscalation("sla breached"), T0.AddHours(1))
            .Then();

    [Fact]
    public void A_level_pages_each_of_its_channels_once() =>
        Story
            .Given(Begun(Policy("p1", null, Level("PT1M", "ana", "pager", "ana"))))
            .When(Tick, T0.AddMinutes(1))
            .AndSends(Self, Page("ana"), Page("pager"));

    static Effect Page(string channel) =>
        new(
            new(Kinds.Page, TenantId.Default, $"e1.p1.1.1.{channel}"),
            new SendPage("e1", "p1", "Policy p1", 1, 1, channel, Severity.High, T0.AddMinutes(1), "due")
        );

    [Fact]
    public void A_policy_serves_the_events_that_it_matches_and_all_without_a_match()
    {
        Entry<PolicySpec>[] policies =
        [
            Entry("e-all", null),
            Entry("d-high", new(Severity.High)),
            Entry("c-low", new(Severity.Low)),
            Entry("b-here", new(null, "pressure", "f1")),
            Entry("a-elsewhere", new(null, "pressure", "f2")),
        ];
        Assert.Equal(["b-here", "d-high", "e-all"], PolicyMatching.Serving(Begin(), policies).Select(policy => policy.PolicyId));
        Assert.Equal(
            ["e-all"],
            PolicyMatching.Serving(Begin() with { Severity = Severity.Medium, FacilityId = null }, policies).Select(p => p.PolicyId)
        );
    }

    static Entry<PolicySpec> Entry(string id, PolicyMatch? match) => new(id, 1, new(id, match, [Level("PT0S", "ana")], null));
}
