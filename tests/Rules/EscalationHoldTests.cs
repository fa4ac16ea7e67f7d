using Watchfloor.Escalations;
using Watchfloor.Notifications;
using static Watchfloor.Tests.Rules.EscalationSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Escalations.EscalationRules,
    Watchfloor.Escalations.EscalationState,
    Watchfloor.Escalations.EscalationCommand,
    Watchfloor.Escalations.EscalationFact
>;

namespace Watchfloor.Tests.Rules;

/// <summary>Escalations of an event that is set aside.</summary>
public sealed class EscalationHoldTests
{
    const string Why = "shelved by ana";
    static readonly EscalationHeld Held = new(Why, T0);

    static LevelWithheld Withheld(string policy, int level, DateTimeOffset due, DateTimeOffset at, string cause = "due") =>
        new(policy, 1, level, due, cause, Why, at);

    [Fact]
    public void A_level_whose_time_comes_is_withheld_and_each_would_be_page_is_kept_with_the_reason()
    {
        var at = T0.AddMinutes(1);
        var story = Story.Given(Begun(AnaThenBen), Held).When(new EscalationTick(), at).Then(Withheld("p1", 1, at, at)).AndDueAt(null);
        var page = Assert.Single(EscalationRules.Effects(Self, story.State, Withheld("p1", 1, at, at)));
        var withhold = Assert.IsType<WithholdPage>(page.Command);
        Assert.Equal((Why, "ana", at), (withhold.Reason, withhold.Page.ChannelId, withhold.Page.DueAt));
        Assert.StartsWith(PageIds.Of("e1", "p1", 1, 1, "ana") + ".held-", page.Target.Id, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_due_meanwhile_is_reached_at_the_return_and_the_next_level_counts_from_then()
    {
        var (at, back) = (T0.AddMinutes(1), T0.AddMinutes(30));
        Story
            .Given(Begun(AnaThenBen), Held, Withheld("p1", 1, at, at))
            .When(new ReleaseEscalation(), back)
            .Then(new EscalationReleased(back), Reached("p1", 1, 1, back, back))
            .AndDueAt(back.AddMinutes(5));
    }

    [Fact]
    public void What_was_not_due_meanwhile_keeps_its_time() =>
        Story
            .Given(Begun(AnaThenBen), Held)
            .AndDueAt(T0.AddMinutes(1))
            .When(new ReleaseEscalation(), T0.AddSeconds(30))
            .Then(new EscalationReleased(T0.AddSeconds(30)))
            .AndDueAt(T0.AddMinutes(1));

    [Fact]
    public void A_breached_SLA_withholds_the_next_level_too() =>
        Story
            .Given(Begun(AnaThenBen), Held)
            .When(new HastenEscalation("sla breached"), T0.AddSeconds(20))
            .Then(Withheld("p1", 1, T0.AddSeconds(20), T0.AddSeconds(20), "sla breached"))
            .When(new HastenEscalation("sla breached"), T0.AddSeconds(30))
            .Then()
            .When(new ReleaseEscalation(), T0.AddSeconds(40))
            .Then(new EscalationReleased(T0.AddSeconds(40)), Reached("p1", 1, 1, T0.AddSeconds(40), T0.AddSeconds(40), "sla breached"));

    [Fact]
    public void Pages_of_levels_that_were_reached_before_go_on_where_they_were_suppressed()
    {
        var reached = Reached("p1", 1, 1, T0.AddMinutes(1), T0.AddMinutes(1));
        var story = Story.Given(Begun(AnaThenBen), reached, Held).When(new ReleaseEscalation(), T0.AddMinutes(2));
        var resumed = Assert.Single(EscalationRules.Effects(Self, story.State, new EscalationReleased(T0.AddMinutes(2))));
        Assert.Equal((PageIds.Of("e1", "p1", 1, 1, "ana"), new ResumePage()), (resumed.Target.Id, resumed.Command));
    }

    [Fact]
    public void Acknowledging_silences_what_is_held_and_the_return_changes_nothing() =>
        Story
            .Given(Begun(AnaThenBen), Held)
            .When(new SilenceEscalation("acknowledged by ben"), T0)
            .Then(new EscalationSilenced("acknowledged by ben", T0))
            .When(new ReleaseEscalation(), T0)
            .Then();

    [Fact]
    public void A_page_that_was_suppressed_is_due_again_and_any_other_does_not_care()
    {
        var due = PageSamples.Due;
        PageState suppressed = new SuppressedPage(PageBody.Of(due), Why, T0);
        Assert.Equal([new PageResumed(T0)], PageRules.Decide(suppressed, new ResumePage(), T0).Facts);
        Assert.Empty(PageRules.Decide(new DuePage(PageBody.Of(due), T0), new ResumePage(), T0).Facts);
        Assert.Empty(PageRules.Decide(new DeliveredPage(PageBody.Of(due), T0, Crossed: false), new ResumePage(), T0).Facts);
        Assert.Equal(
            [due, new PageSuppressed(Why, T0)],
            PageRules.Decide(PageRules.Initial, new WithholdPage(PageSamples.Send, Why), T0).Facts
        );
    }
}
