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

/// <summary>An event that was over and is not.</summary>
public sealed class EscalationAnewTests
{
    static readonly DateTimeOffset Later = T0.AddHours(5);
    static readonly EscalationSilenced Silenced = new("acknowledged by ana", T0.AddMinutes(1));

    [Fact]
    public void It_climbs_from_the_first_level_under_keys_of_its_own()
    {
        var begin = Begin(AllAtOnce) with { RaisedAt = Later };
        var story = Story.Given(Begun(AllAtOnce), Silenced).When(new BeginAnew(begin), Later);
        var facts = EscalationRules.Decide(Story.Given(Begun(AllAtOnce), Silenced).State, new BeginAnew(begin), Later).Facts;
        Assert.Equal(2, Assert.IsType<EscalationBegunAnew>(facts[0]).Climb);
        Assert.Equal([1, 2], facts.OfType<LevelReached>().Select(level => level.Level));
        var page = Assert.Single(EscalationRules.Effects(Self, story.State, facts[1]));
        Assert.Equal(PageIds.Of("e1", "p2", 1, 1, "siren", climb: 2), page.Target.Id);
        Assert.NotEqual(PageIds.Of("e1", "p2", 1, 1, "siren"), page.Target.Id);
        Assert.Equal("e1", PageIds.EventOf(page.Target.Id));
    }

    [Fact]
    public void Every_reopening_counts_one_climb_more()
    {
        var story = Story.Given(Begun(AnaThenBen), Silenced);
        for (var climb = 2; climb < 5; climb++)
        {
            story.When(new BeginAnew(Begin(AnaThenBen)), Later).And(state => Assert.Equal(climb, ((EscalationBegan)state).Climb));
            story.When(new SilenceEscalation("acknowledged by ben"), Later);
        }
    }

    [Fact]
    public void What_runs_already_goes_on() => Story.Given(Begun(AnaThenBen)).When(new BeginAnew(Begin(AnaThenBen)), T0).Then();

    [Fact]
    public void Where_nobody_serves_it_any_more_what_was_before_is_over_and_whoever_serves_it_worse_begins() =>
        Story
            .Given(Begun(AnaThenBen), Silenced)
            .When(new BeginAnew(Begin() with { RaisedAt = Later }), Later)
            .Then(new EscalationBegunAnew(2, Severity.High, Later, [], Later))
            .AndDueAt(null)
            .When(new HastenEscalation("sla breached"), Later)
            .Then()
            .When(new WorsenEscalation(Worse(AnaThenBen)), Later)
            .Then(new EscalationWorsened(Severity.Critical, [AnaThenBen], Later))
            .AndDueAt(Later.AddMinutes(1));

    [Fact]
    public void What_nobody_serves_and_is_set_aside_waits_for_whoever_serves_it_worse() =>
        Story
            .Given(Begun(AnaThenBen), Silenced)
            .When(new BeginAnew(Begin() with { Held = "shelved by ana" }), Later)
            .When(new WorsenEscalation(Worse(AllAtOnce) with { Held = "shelved by ana" }), Later)
            .When(new ReleaseEscalation(), Later)
            .And(state => Assert.Equal(Later.AddMinutes(10), Assert.IsType<EscalationRunning>(state).Runs[0].NextAt));
}
