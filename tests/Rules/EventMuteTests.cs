using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Mutes;
using static Watchfloor.Tests.Rules.EventSamples;
using static Watchfloor.Tests.Rules.MuteSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Events.EventRules,
    Watchfloor.Events.EventState,
    Watchfloor.Events.EventCommand,
    Watchfloor.Events.EventFact
>;

namespace Watchfloor.Tests.Rules;

/// <summary>An event that the house mutes: maintenance, inhibited.</summary>
public sealed class EventMuteTests
{
    static readonly DateTimeOffset Later = T0.AddMinutes(10);
    static readonly DateTimeOffset Until = T0.AddMinutes(30);
    static readonly Mute Work = NightWork with { Until = Until, PausesSla = true };
    static readonly Effect Heard = new(MutesKey.Of(TenantId.Default), new EventOpened("e1"));
    static readonly EntityId Escalation = Self with { Kind = Kinds.Escalation };

    [Fact]
    public void An_event_that_is_muted_as_it_opens_begins_to_escalate_on_hold_and_its_SLA_stands_still() =>
        Story
            .Given()
            .When(new Raise(Boiler, Muting: new Muting([Work])), T0)
            .Then(BoilerRaised with { Muting = new Muting([Work]) })
            .AndSends(
                Self,
                new Effect(
                    Escalation,
                    new BeginEscalation(
                        Severity.High,
                        "pressure",
                        "f1",
                        T0,
                        Held: "in maintenance until 2026-01-05 06:30:00 UTC: Night work: new valve"
                    )
                ),
                Heard
            )
            .AndDueAt(Until)
            .And(state => Assert.False(EventAttention.Of(state).Needed))
            .When(new EventTick(), Until)
            .Then(new BroughtBack(AsideKind.Maintenance, "system", "its time is over", Until))
            .AndSends(Self, new Effect(Escalation, new ReleaseEscalation()))
            .AndDueAt(Until.AddHours(1));

    [Fact]
    public void That_it_got_worse_is_heard_of_also_where_the_call_that_says_so_fails() =>
        Story
            .Given(BoilerRaised)
            .When(new Merge(Condition("vent", Severity.Critical)), Later)
            .And(state =>
            {
                var worse = new Merged(Condition("vent", Severity.Critical), Later, Was: Severity.High);
                Assert.Contains(Heard, EventRules.Effects(Self, state, worse));
                Assert.DoesNotContain(Heard, EventRules.Effects(Self, state, worse with { Was = null }));
                var taken = new TakenIn("e8", 1, "ana", null, "Flow", Severity.Critical, 1, T0, [], Later, Was: Severity.High);
                Assert.Contains(Heard, EventRules.Effects(Self, state, taken));
            });

    [Fact]
    public void What_mutes_others_is_heard_of_without_being_muted() =>
        Story
            .Given()
            .When(new Raise(Boiler, Muting: new Muting([])), T0)
            .And(state => Assert.Empty(Body(state).Asides))
            .When(new Resolve("ana", false, null), Later)
            .AndSends(
                Self,
                new Effect(Escalation, new SilenceEscalation("resolved by ana")),
                new Effect(MutesKey.Of(TenantId.Default), new EventOver("e1"))
            );

    [Fact]
    public void What_is_open_is_muted_and_comes_back_when_the_house_says_so() =>
        Story
            .Given(BoilerRaised)
            .When(new SetMute(AsideKind.Inhibited, LineDown), Later)
            .Then(new SetAside(AsideKind.Inhibited, "system", LineDown.Reason, null, false, false, Later, "e0"))
            .AndSends(Self, new Effect(Escalation, new HoldEscalation("inhibited: Line down (Communication loss)")))
            .When(new SetMute(AsideKind.Inhibited, LineDown), Later)
            .Then()
            .When(new SetMute(AsideKind.Inhibited, null), Until)
            .Then(new BroughtBack(AsideKind.Inhibited, "system", "no event inhibits it any more", Until))
            .AndSends(Self, new Effect(Escalation, new ReleaseEscalation()))
            .When(new SetMute(AsideKind.Inhibited, null), Until)
            .Then();

    [Fact]
    public void Another_cause_takes_the_place_of_the_first_and_it_is_muted_since_that() =>
        Story
            .Given(BoilerRaised)
            .When(new SetMute(AsideKind.Inhibited, LineDown), Later)
            .When(new SetMute(AsideKind.Inhibited, LineDown with { Cause = "e7", Reason = "Power down (Power)" }), Until)
            .And(state => Assert.Equal(("e7", Later), (Assert.Single(Body(state).Asides).Cause, Body(state).Asides[0].Since)))
            .And(state =>
            {
                var view = Assert.IsType<EventView>(EventRules.Describe(Self, state, 3)!.View);
                Assert.Equal([new MuteView(AsideKind.Inhibited, "Power down (Power)", Later, null, "e7")], view.Muted);
            });

    [Fact]
    public void Each_way_ends_for_itself() =>
        Story
            .Given(BoilerRaised)
            .When(new SetMute(AsideKind.Inhibited, LineDown), Later)
            .When(new SetMute(AsideKind.Maintenance, Work), Later)
            .When(new PutAside(AsideKind.Shelved, "ana", TimeSpan.FromMinutes(5), "valve stuck"), Later)
            .When(new SetMute(AsideKind.Maintenance, null), Later)
            .When(new SetMute(AsideKind.Inhibited, null), Later)
            .And(state => Assert.Equal(AsideKind.Shelved, Assert.Single(Body(state).Asides).Kind));

    [Fact]
    public void What_is_muted_until_a_time_that_has_passed_is_not_muted() =>
        Story
            .Given(BoilerRaised)
            .When(new SetMute(AsideKind.Maintenance, Work), Until)
            .Then()
            .When(new SetMute(AsideKind.Maintenance, Work), Later)
            .When(new SetMute(AsideKind.Maintenance, Work), Until)
            .Then(new BroughtBack(AsideKind.Maintenance, "system", "no maintenance window holds it any more", Until));

    [Fact]
    public void What_is_over_is_not_muted_and_what_is_reopened_is_muted_as_it_opens() =>
        Story
            .Given(BoilerRaised, new Resolved("ana", false, null, T0))
            .When(new SetMute(AsideKind.Maintenance, Work), Later)
            .Then()
            .When(new Reopen("ana", null, new Muting([LineDown, LineDown with { Cause = "e7" }])), Later)
            .And(state => Assert.Equal("e0", Assert.Single(Body(state).Asides).Cause))
            .And(state => Assert.False(EventAttention.Of(state).Needed));

    [Theory]
    [InlineData(AsideKind.Maintenance)]
    [InlineData(AsideKind.Inhibited)]
    public void Nobody_but_the_house_mutes_and_lets_go(AsideKind kind) =>
        Story
            .Given(BoilerRaised)
            .When(new PutAside(kind, "ana", TimeSpan.FromHours(1), "why"), Later)
            .ThenRefused("only the house mutes: define a maintenance window or an inhibition rule, or shelve it", OutcomeKind.Invalid)
            .When(new BringBack(kind, "ana"), Later)
            .ThenRefused(
                "what is muted comes back with the end of its cause: change the maintenance window or the inhibition rule",
                OutcomeKind.Invalid
            )
            .When(new SetMute(AsideKind.Shelved, null), Later)
            .ThenRefused("the house does not mute in this way", OutcomeKind.Invalid)
            .When(new SetMute(kind, LineDown with { Kind = AsideKind.Shelved }), Later)
            .ThenRefused("the house does not mute in this way", OutcomeKind.Invalid);

    static EventBody Body(EventState state) => Assert.IsAssignableFrom<EventKnown>(state).Body;
}
