using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Mutes;
using static Watchfloor.Tests.Rules.EventSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Events.EventRules,
    Watchfloor.Events.EventState,
    Watchfloor.Events.EventCommand,
    Watchfloor.Events.EventFact
>;

namespace Watchfloor.Tests.Rules;

/// <summary>Events that somebody had, and that need somebody again or more people at once.</summary>
public sealed class EventUnacknowledgeTests
{
    static readonly DateTimeOffset Later = T0.AddMinutes(10);
    static readonly Acknowledged Taken = new("ana", T0);
    static readonly Started Begun = new("ana", T0);
    static readonly EntityId Escalation = Self with { Kind = Kinds.Escalation };
    static readonly BeginEscalation AsHigh = new(Severity.High, "pressure", "f1", Later);
    static readonly Detection Worse = Condition("vent", Severity.Critical);
    static readonly Merged GotWorse = new(Worse, Later, SlaDueAt: Later.AddMinutes(15), Was: Severity.High);
    static readonly Unacknowledged GivenBack = new("system", "it got worse: critical, not high", Later);

    [Fact]
    public void What_somebody_has_and_gets_worse_is_new_again_and_escalates() =>
        Story
            .Given(BoilerRaised, Taken)
            .When(new Merge(Worse), Later)
            .Then(GotWorse, GivenBack)
            .And(state => Assert.IsType<EventNew>(state))
            .And(state =>
                Assert.Equal(
                    [new(Escalation, new ResumeEscalation(AsHigh with { Severity = Severity.Critical }, GivenBack.Reason!))],
                    EventRules.Effects(Self, state, GivenBack)
                )
            );

    [Fact]
    public void Work_that_has_begun_keeps_nobody_from_hearing_that_it_is_worse() =>
        Story.Given(BoilerRaised, Taken, Begun).When(new Merge(Worse), Later).Then(GotWorse, GivenBack);

    [Fact]
    public void As_bad_as_it_was_changes_nothing_for_who_has_it() =>
        Story
            .Given(BoilerRaised, Taken)
            .When(new Merge(Condition("vent")), Later)
            .Then(new Merged(Condition("vent"), Later))
            .AndSends(Self)
            .And(state => Assert.IsType<EventAcknowledged>(state));

    [Fact]
    public void What_nobody_has_and_gets_worse_brings_in_who_serves_that() =>
        Story
            .Given(BoilerRaised)
            .When(new Merge(Worse), Later)
            .Then(GotWorse)
            .AndSends(
                Self,
                new Effect(Escalation, new WorsenEscalation(AsHigh with { Severity = Severity.Critical })),
                new Effect(MutesKey.Of(TenantId.Default), new EventOpened("e1"))
            );

    [Fact]
    public void Who_has_it_can_give_it_back_and_says_why() =>
        Story
            .Given(BoilerRaised, Taken, Begun)
            .When(new Unacknowledge("ana", "called away"), Later)
            .Then(new Unacknowledged("ana", "called away", Later))
            .AndSends(Self, new Effect(Escalation, new ResumeEscalation(AsHigh, "un-acknowledged by ana: called away")))
            .When(new Unacknowledge("ana", null), Later)
            .Then()
            .And(state => Assert.True(EventAttention.Of(state).Needed));

    [Fact]
    public void What_is_set_aside_meanwhile_stays_silent_and_says_why()
    {
        var shelved = new SetAside(AsideKind.Shelved, "ben", "valve stuck", Later.AddHours(1), false, false, Later);
        Story
            .Given(BoilerRaised, Taken, shelved)
            .When(new Unacknowledge("ana", null), Later)
            .AndSends(
                Self,
                new Effect(
                    Escalation,
                    new ResumeEscalation(
                        AsHigh with
                        {
                            Held = "shelved by ben until 2026-01-05 07:10:00 UTC: valve stuck",
                        },
                        "un-acknowledged by ana"
                    )
                )
            );
    }

    [Fact]
    public void What_is_over_cannot_be_given_back() =>
        Story
            .Given(BoilerRaised, new Resolved("ana", false, null, T0))
            .When(new Unacknowledge("ana", null), Later)
            .ThenRefused("it is resolved; reopen it, and nobody has it");

    [Fact]
    public void Anybody_can_have_the_next_level_paged_whoever_has_it()
    {
        var force = new Effect(Escalation, new ForceEscalation("escalated by ben: the hall is hot", AsHigh));
        foreach (
            var story in (Story[])[Story.Given(BoilerRaised), Story.Given(BoilerRaised, Taken), Story.Given(BoilerRaised, Taken, Begun)]
        )
        {
            var before = EventRules.StatusOf(story.State);
            story
                .When(new Escalate("ben", "the hall is hot"), Later)
                .Then(new Escalated("ben", "the hall is hot", Later))
                .AndSends(Self, force)
                .And(state => Assert.Equal(before, EventRules.StatusOf(state)));
        }
    }

    [Fact]
    public void It_is_refused_where_there_is_no_level_where_it_is_set_aside_and_when_it_is_over()
    {
        var shelved = new SetAside(AsideKind.Shelved, "ben", "valve stuck", Later.AddHours(1), false, false, Later);
        Story
            .Given(BoilerRaised)
            .When(new Escalate("ben", null, "no escalation policy serves it"), Later)
            .ThenRefused("no escalation policy serves it");
        Story
            .Given(BoilerRaised, shelved)
            .When(new Escalate("ben", null), Later)
            .ThenRefused("it is shelved by ben until 2026-01-05 07:10:00 UTC: valve stuck; bring it back first");
        Story
            .Given(BoilerRaised, new Resolved("ana", false, null, T0))
            .When(new Escalate("ben", null), Later)
            .ThenRefused("it is resolved; there is nothing left to escalate");
    }

    [Fact]
    public void A_forced_page_is_needed_until_the_event_is_over_or_set_aside()
    {
        var shelved = new SetAside(AsideKind.Shelved, "ben", "valve stuck", Later.AddHours(1), false, false, Later);
        Assert.True(EventAttention.OfForced(Story.Given(BoilerRaised, Taken).State).Needed);
        Assert.False(EventAttention.Of(Story.Given(BoilerRaised, Taken).State).Needed);
        var aside = EventAttention.OfForced(Story.Given(BoilerRaised, Taken, shelved).State);
        Assert.Equal((false, Later), (aside.Needed, aside.SilentSince));
        Assert.Contains("valve stuck", aside.Reason);
        var over = EventAttention.OfForced(Story.Given(BoilerRaised, Taken, new Resolved("ben", false, null, Later)).State);
        Assert.Equal((false, Later, "resolved by ben"), (over.Needed, over.SilentSince, over.Reason));
        Assert.False(EventAttention.OfForced(EventRules.Initial).Needed);
    }
}
