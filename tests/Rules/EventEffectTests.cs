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

public sealed class EventEffectTests
{
    static readonly EntityId Escalation = new(Kinds.Escalation, TenantId.Default, "e1");
    static readonly DateTimeOffset Later = T0.AddMinutes(10);

    /// <summary>What mutes others hears of every end.</summary>
    static readonly Effect Over = new(MutesKey.Of(TenantId.Default), new EventOver("e1"));

    [Fact]
    public void A_new_event_begins_to_escalate() =>
        Story
            .Given()
            .When(new Raise(Boiler), T0)
            .AndSends(Self, new Effect(Escalation, new BeginEscalation(Severity.High, "pressure", "f1", T0)));

    [Fact]
    public void A_new_event_that_nobody_serves_wakes_no_escalation() =>
        Story.Given().When(new Raise(Boiler, Unserved: true), T0).Then(BoilerRaised with { Unserved = true }).AndSends(Self);

    [Fact]
    public void Whoever_serves_it_by_then_is_told_when_it_gets_worse() =>
        Story
            .Given(BoilerRaised with { Unserved = true })
            .When(new Merge(Boiler with { Severity = Severity.Critical }), Later)
            .AndSends(
                Self,
                new Effect(Escalation, new WorsenEscalation(new BeginEscalation(Severity.Critical, "pressure", "f1", Later))),
                new Effect(MutesKey.Of(TenantId.Default), new EventOpened("e1"))
            );

    [Fact]
    public void The_end_of_what_nobody_served_wakes_no_escalation() =>
        Story
            .Given(BoilerRaised with { Unserved = true })
            .When(new Resolve("ana", false, null), Later)
            .Then(new Resolved("ana", false, null, Later))
            .AndSends(Self, Over);

    [Theory, MemberData(nameof(Words))]
    public void An_escalation_that_heard_of_what_nobody_served_hears_of_its_end(EventFact word) =>
        Story
            .Given(BoilerRaised with { Unserved = true }, word)
            .When(new Resolve("ana", true, null), Later)
            .AndSends(Self, new Effect(Escalation, new SilenceEscalation("resolved by ana")), Over);

    public static TheoryData<EventFact> Words =>
        [
            new Merged(Boiler with { Severity = Severity.Critical }, T0, Was: Severity.High),
            new Escalated("ana", null, T0),
            new SlaBreached(T0, T0),
        ];

    [Fact]
    public void What_nobody_served_begins_anew_when_it_is_reopened_and_is_silenced_from_then_on()
    {
        var over = new Resolved("ana", false, null, T0);
        var again = new Reopened("ben", null, T0.AddHours(4), T0);
        Story
            .Given(BoilerRaised with { Unserved = true }, over, again)
            .When(new Resolve("ben", false, null), Later)
            .AndSends(Self, new Effect(Escalation, new SilenceEscalation("resolved by ben")), Over);
    }

    [Fact]
    public void A_merge_pages_nobody() => Story.Given(BoilerRaised).When(new Merge(Boiler), Later).AndSends(Self);

    [Fact]
    public void Acknowledging_silences() =>
        Story
            .Given(BoilerRaised)
            .When(new Acknowledge("ana"), Later)
            .AndSends(Self, new Effect(Escalation, new SilenceEscalation("acknowledged by ana")));

    [Fact]
    public void Resolving_what_nobody_had_silences() =>
        Story
            .Given(BoilerRaised)
            .When(new Resolve("ana", false, null), Later)
            .AndSends(Self, new Effect(Escalation, new SilenceEscalation("resolved by ana")), Over);

    [Fact]
    public void Resolving_what_is_silent_already_says_nothing_more() =>
        Story.Given(BoilerRaised, new Acknowledged("ana", T0)).When(new Resolve("ana", false, null), Later).AndSends(Self, Over);

    [Fact]
    public void A_breached_SLA_hastens_what_nobody_has() =>
        Story
            .Given(BoilerRaised)
            .When(new EventTick(), T0.AddHours(2))
            .AndSends(Self, new Effect(Escalation, new HastenEscalation("sla breached")));

    [Fact]
    public void A_breached_SLA_pages_nobody_where_somebody_has_it() =>
        Story.Given(BoilerRaised, new Acknowledged("ana", T0)).When(new EventTick(), T0.AddHours(2)).AndSends(Self);

    [Fact]
    public void An_occurrence_is_claimed_by_the_event_that_takes_it()
    {
        var seen = Boiler with { ExternalId = "x1" };
        var claim = new Claim(TenantId.Default, "boiler-2", "x1", "e1");
        Assert.Equal(claim, EventRules.ClaimOf(Self, new Raised(seen, T0, T0)));
        Assert.Equal(claim, EventRules.ClaimOf(Self, new Merged(seen, T0)));
        Assert.Null(EventRules.ClaimOf(Self, BoilerRaised));
        Assert.Null(EventRules.ClaimOf(Self, new Acknowledged("ana", T0)));
    }

    [Fact]
    public void Only_a_new_event_needs_attention()
    {
        var unheard = EventAttention.Of(Story.Given(BoilerRaised).State);
        var taken = EventAttention.Of(Story.Given(BoilerRaised, new Acknowledged("ana", Later)).State);
        var cleared = EventAttention.Of(Story.Given(BoilerRaised, new Resolved("system", false, null, Later)).State);
        var absent = EventAttention.Of(EventRules.Initial);
        Assert.Equal((true, null, null), (unheard.Needed, unheard.SilentSince, unheard.Reason));
        Assert.Equal((false, Later, "acknowledged by ana"), (taken.Needed, taken.SilentSince, taken.Reason));
        Assert.Equal((false, Later, "its conditions cleared"), (cleared.Needed, cleared.SilentSince, cleared.Reason));
        Assert.Equal((false, null, "there is no such event"), (absent.Needed, absent.SilentSince, absent.Reason));
    }
}
