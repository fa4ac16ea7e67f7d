using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Notifications;
using static Watchfloor.Tests.Rules.EscalationSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Escalations.EscalationRules,
    Watchfloor.Escalations.EscalationState,
    Watchfloor.Escalations.EscalationCommand,
    Watchfloor.Escalations.EscalationFact
>;

namespace Watchfloor.Tests.Rules;

/// <summary>The next level because somebody wants it.</summary>
public sealed class EscalationForceTests
{
    static readonly ForceEscalation Force = new("escalated by ana");
    static readonly DateTimeOffset Now = T0.AddSeconds(20);

    static LevelReached Forced(string policy, int level, DateTimeOffset at) =>
        Reached(policy, 1, level, at, at, Force.Reason) with
        {
            Forced = true,
        };

    [Fact]
    public void The_next_level_of_every_policy_is_reached_now_and_the_one_behind_counts_from_then() =>
        Story.Given(Begun(AnaThenBen, Twice)).When(Force, Now).Then(Forced("p1", 1, Now), Forced("p3", 1, Now)).AndDueAt(Now.AddMinutes(3));

    [Fact]
    public void What_is_silent_pages_and_stays_silent()
    {
        var story = Story.Given(Begun(AnaThenBen), new EscalationSilenced("acknowledged by ben", T0)).When(Force, Now);
        story.Then(Forced("p1", 1, Now)).AndDueAt(null).And(state => Assert.IsType<EscalationSilent>(state));
        var page = Assert.Single(EscalationRules.Effects(Self, story.State, Forced("p1", 1, Now)));
        Assert.Equal(PageIds.Of("e1", "p1", 1, 1, "ana"), page.Target.Id);
        var send = Assert.IsType<SendPage>(page.Command);
        Assert.Equal((true, "escalated by ana"), (send.Forced, send.Reason));
        story.When(Force, Now.AddMinutes(1)).Then(Forced("p1", 2, Now.AddMinutes(1)));
        Assert.Equal(2, EscalationRules.Effects(Self, story.State, Forced("p1", 2, Now)).Count());
        story.When(Force, Now.AddMinutes(2)).ThenRefused("every level of its escalation was reached; no level is left");
    }

    [Fact]
    public void What_goes_on_afterwards_goes_on_behind_the_forced_level() =>
        Story
            .Given(Begun(AnaThenBen), new EscalationSilenced("acknowledged by ben", T0), Forced("p1", 1, Now))
            .When(new ResumeEscalation(Begin(AnaThenBen), "un-acknowledged by ben"), Now)
            .AndDueAt(Now.AddMinutes(5));

    [Fact]
    public void A_repeat_is_a_level_that_is_left() =>
        Story
            .Given(
                Begun(Twice),
                Reached("p3", 1, 1, T0.AddMinutes(2), T0.AddMinutes(2)),
                Reached("p3", 1, 2, T0.AddMinutes(5), T0.AddMinutes(5))
            )
            .When(Force, T0.AddMinutes(6))
            .Then(Forced("p3", 1, T0.AddMinutes(6)) with { Round = 2 });

    [Fact]
    public void Where_nobody_serves_it_or_it_is_set_aside_it_is_refused_with_the_reason()
    {
        Story.Given().When(Force, Now).ThenRefused("no escalation policy serves it");
        Story.Given(Unserved).When(Force, Now).ThenRefused("no escalation policy serves it");
        Story.Given(new EscalationSilenced("acknowledged by ana", T0)).When(Force, Now).ThenRefused(Unkept);
        Story
            .Given(Begun(AnaThenBen), new EscalationHeld("shelved by ana", T0))
            .When(Force, Now)
            .ThenRefused("it is set aside and pages nobody: shelved by ana");
    }

    [Fact]
    public void Whoever_serves_by_now_what_nobody_served_is_paged()
    {
        var force = Force with { Begin = Begin(AnaThenBen) };
        Story.Given().When(force, Now).Then(Begun(AnaThenBen) with { At = Now }, Forced("p1", 1, Now)).AndDueAt(Now.AddMinutes(5));
        Story.Given(Unserved).When(force, Now).Then(new EscalationBegunAnew(3, Severity.High, T0, [AnaThenBen], Now), Forced("p1", 1, Now));
    }

    [Fact]
    public void What_is_on_its_way_here_is_no_obstacle()
    {
        Assert.Null(Obstacle(Begin(Twice)));
        Assert.Null(Obstacle(Begin(Twice), Begun(AnaThenBen), new EscalationHeld("shelved by ana", T0)));
        Assert.Null(Obstacle(Begin(Twice), Begun(AnaThenBen), FirstReached, AllReached, new EscalationSilenced("resolved by ana", T0)));
        Assert.Null(Obstacle(Worse(Twice), Begun(AnaThenBen), FirstReached, AllReached));
        Assert.Null(Obstacle(Begin(Twice), Unserved));
    }

    [Fact]
    public void What_is_not_is_one()
    {
        const string Over = "every level of its escalation was reached; no level is left";
        Assert.Equal("no escalation policy serves it", Obstacle(Begin()));
        Assert.Equal("no escalation policy serves it", Obstacle(Begin(), Unserved));
        Assert.Equal(Over, Obstacle(Begin(Twice), Begun(AnaThenBen), FirstReached, AllReached));
        Assert.Equal(Over, Obstacle(Worse(AnaThenBen), Begun(AnaThenBen), FirstReached, AllReached));
        var silent = Story.Given(Begun(AnaThenBen), FirstReached, AllReached, new EscalationSilenced("acknowledged by ana", T0)).State;
        Assert.Equal(Over, EscalationForce.Obstacle(silent, Begin(Twice), isNew: false));
    }

    static readonly EscalationBegunAnew Unserved = new(2, Severity.High, T0, [], T0);
    const string Unkept = "its escalation fell silent and kept no level; un-acknowledge it, and whoever serves it is paged";

    static LevelReached FirstReached => Reached("p1", 1, 1, T0, T0);

    static LevelReached AllReached => Reached("p1", 1, 2, T0, T0);

    static string? Obstacle(BeginEscalation begin, params ReadOnlySpan<EscalationFact> history) =>
        EscalationForce.Obstacle(Story.Given(history).State, begin, isNew: true);

    [Fact]
    public void The_page_remembers_that_it_was_forced()
    {
        var send = PageSamples.Send with { Forced = true };
        var due = Assert.IsType<PageDue>(Assert.Single(PageRules.Decide(PageRules.Initial, send, T0).Facts));
        Assert.True(Assert.IsType<DuePage>(PageRules.Evolve(PageRules.Initial, due)).Body.Forced);
    }
}
