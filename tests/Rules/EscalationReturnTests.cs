using System.Text.Json;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Notifications;
using static Watchfloor.Tests.Rules.EscalationSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Escalations.EscalationRules,
    Watchfloor.Escalations.EscalationState,
    Watchfloor.Escalations.EscalationCommand,
    Watchfloor.Escalations.EscalationFact
>;

namespace Watchfloor.Tests.Rules;

/// <summary>Escalations that were silent and go on, and those of an event that got worse.</summary>
public sealed class EscalationReturnTests
{
    const string Why = "un-acknowledged by ben";
    static readonly DateTimeOffset Ana = T0.AddMinutes(1);
    static readonly LevelReached AnaReached = Reached("p1", 1, 1, Ana, Ana);
    static readonly EscalationSilenced Silenced = new("acknowledged by ana", T0.AddMinutes(2));

    static ResumeEscalation Resume(BeginEscalation begin, string? heldFor = null) => new(begin with { Held = heldFor }, Why);

    [Fact]
    public void The_next_level_that_was_not_reached_keeps_its_time() =>
        Story
            .Given(Begun(AnaThenBen), AnaReached, Silenced)
            .When(Resume(Begin(AnaThenBen)), T0.AddMinutes(3))
            .Then(new EscalationResumed(Why, T0.AddMinutes(3)))
            .AndDueAt(Ana.AddMinutes(5));

    [Fact]
    public void A_level_whose_time_has_passed_in_silence_is_reached_at_once()
    {
        var later = T0.AddHours(2);
        Story
            .Given(Begun(AnaThenBen), AnaReached, Silenced)
            .When(Resume(Begin(AnaThenBen)), later)
            .Then(new EscalationResumed(Why, later), Reached("p1", 1, 2, Ana.AddMinutes(5), later));
    }

    [Fact]
    public void The_steps_are_those_it_began_with_and_no_new_policy_joins_as_long_as_it_is_no_worse()
    {
        var edited = AnaThenBen with { Version = 2, Spec = Twice.Spec };
        Story
            .Given(Begun(AnaThenBen), AnaReached, Silenced)
            .When(Resume(Begin(edited, Twice)), T0.AddMinutes(3))
            .And(state => Assert.Equal([AnaThenBen], ((EscalationBegan)state).Runs.Select(run => run.Policy)));
    }

    [Fact]
    public void A_worse_severity_brings_in_policies_that_did_not_run_with_their_first_level()
    {
        var at = T0.AddMinutes(3);
        Story
            .Given(Begun(AnaThenBen), AnaReached, Silenced)
            .When(Resume(Worse(AnaThenBen, AllAtOnce)), at)
            .Then(
                new EscalationResumed(Why, at),
                new EscalationWorsened(Severity.Critical, [AllAtOnce], at),
                Reached("p2", 1, 1, at, at),
                Reached("p2", 1, 2, at, at)
            )
            .AndDueAt(Ana.AddMinutes(5))
            .And(state => Assert.Equal(Severity.Critical, ((EscalationBegan)state).Severity));
    }

    [Fact]
    public void Where_every_level_was_reached_only_new_policies_page()
    {
        var (at, last) = (T0.AddHours(1), Reached("p1", 1, 2, Ana.AddMinutes(5), Ana.AddMinutes(5)));
        var story = Story.Given(Begun(AnaThenBen), AnaReached, last, Silenced);
        story.When(Resume(Begin(AnaThenBen)), at).Then(new EscalationResumed(Why, at)).AndDueAt(null);
        story
            .When(new SilenceEscalation("acknowledged by ben"), at)
            .When(Resume(Worse(AnaThenBen, Twice)), at)
            .Then(new EscalationResumed(Why, at), new EscalationWorsened(Severity.Critical, [Twice], at))
            .AndDueAt(at.AddMinutes(2));
    }

    [Fact]
    public void What_is_set_aside_goes_on_when_it_comes_back()
    {
        var (at, back) = (T0.AddHours(2), T0.AddHours(3));
        Story
            .Given(Begun(AnaThenBen), AnaReached, Silenced)
            .When(Resume(Worse(AllAtOnce), "shelved by ana"), at)
            .Then(
                new EscalationResumed(Why, at),
                new EscalationWorsened(Severity.Critical, [AllAtOnce], at),
                new EscalationHeld("shelved by ana", at)
            )
            .When(new ReleaseEscalation(), back)
            .And(state => Assert.Equal([null, back.AddMinutes(10)], ((EscalationBegan)state).Runs.Select(run => run.NextAt)));
    }

    [Fact]
    public void Pages_that_silence_had_suppressed_go_on_and_settled_ones_do_not_care()
    {
        var story = Story.Given(Begun(AnaThenBen), AnaReached, Silenced).When(Resume(Begin(AnaThenBen)), T0.AddMinutes(3));
        var resumed = Assert.Single(EscalationRules.Effects(Self, story.State, new EscalationResumed(Why, T0.AddMinutes(3))));
        Assert.Equal((PageIds.Of("e1", "p1", 1, 1, "ana"), new ResumePage()), (resumed.Target.Id, resumed.Command));
    }

    [Fact]
    public void Where_nothing_had_begun_whoever_serves_it_now_begins()
    {
        var at = T0.AddMinutes(3);
        var begin = Worse(Twice) with { RaisedAt = at };
        Story
            .Given(Silenced)
            .When(Resume(begin), at)
            .Then(new EscalationBegunAnew(2, Severity.Critical, at, [Twice], at))
            .AndDueAt(at.AddMinutes(2));
        Story.Given(Silenced).When(Resume(Begin()), at).Then(new EscalationBegunAnew(2, Severity.High, T0, [], at));
        Story.Given().When(Resume(begin), at).Then(new EscalationBegun(Severity.Critical, at, [Twice], at));
    }

    [Fact]
    public void A_silent_state_of_before_begins_anew_with_who_serves_it_now()
    {
        const string Old = """{"is":"silent","reason":"acknowledged by ana","at":"2026-01-05T06:02:00Z","climb":1}""";
        var state = JsonSerializer.Deserialize<EscalationState>(Old, WireJson.Options)!;
        var facts = EscalationRules.Decide(state, Resume(Begin(AnaThenBen)), T0.AddMinutes(3)).Facts;
        Assert.Equal(2, Assert.IsType<EscalationBegunAnew>(facts[0]).Climb);
    }

    [Fact]
    public void An_event_that_gets_worse_and_nobody_has_brings_in_who_serves_that_once()
    {
        var worsen = new WorsenEscalation(Worse(AnaThenBen, Twice));
        Story
            .Given(Begun(AnaThenBen))
            .When(worsen, T0.AddSeconds(30))
            .Then(new EscalationWorsened(Severity.Critical, [Twice], T0.AddSeconds(30)))
            .AndDueAt(Ana)
            .When(worsen, T0.AddSeconds(40))
            .Then();
        Story.Given(Begun(AnaThenBen), Silenced).When(worsen, T0.AddMinutes(5)).Then();
        Story
            .Given()
            .When(worsen with { Begin = worsen.Begin with { Held = "shelved by ana" } }, T0.AddMinutes(3))
            .And(state => Assert.IsType<EscalationOnHold>(state));
    }
}
