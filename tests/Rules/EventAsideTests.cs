using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Kernel;
using static Watchfloor.Tests.Rules.EventSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Events.EventRules,
    Watchfloor.Events.EventState,
    Watchfloor.Events.EventCommand,
    Watchfloor.Events.EventFact
>;

namespace Watchfloor.Tests.Rules;

/// <summary>Shelved, suppressed by design, out of service.</summary>
public sealed class EventAsideTests
{
    static readonly DateTimeOffset Later = T0.AddMinutes(10);
    static readonly DateTimeOffset Until = Later.AddMinutes(20);
    static readonly TimeSpan For = TimeSpan.FromMinutes(20);
    static readonly SetAside Shelved = new(AsideKind.Shelved, "ana", "valve stuck", Until, OneShot: false, PausesSla: false, Later);
    static readonly SetAside Once = Shelved with { OneShot = true };
    static readonly BroughtBack Expired = new(AsideKind.Shelved, "system", "its time is over", Until);
    static readonly EntityId Escalation = Self with { Kind = Kinds.Escalation };

    [Fact]
    public void An_SLA_that_stood_still_goes_on_when_its_time_was_over_however_late_somebody_looks()
    {
        var until = T0.AddMinutes(30);
        var shelved = new SetAside(AsideKind.Shelved, "ben", "valve stuck", until, OneShot: false, PausesSla: true, T0.AddMinutes(10));
        Story
            .Given(BoilerRaised, shelved)
            .When(new EventTick(), T0.AddMinutes(50)) // the power was off
            .And(state => Assert.Equal(T0.AddMinutes(80), ((EventKnown)state).Body.SlaDueAt));
        Story
            .Given(BoilerRaised, shelved)
            .When(new EventTick(), T0.AddMinutes(90))
            .And(state => Assert.NotNull(((EventKnown)state).Body.SlaBreachedAt));
    }

    [Fact]
    public void What_is_shelved_stays_where_it_stands_and_holds_its_escalation() =>
        Story
            .Given(BoilerRaised)
            .When(Shelve(For), Later)
            .Then(Shelved)
            .And(state => Assert.IsType<EventNew>(state))
            .AndDueAt(Until)
            .AndSends(Self, new Effect(Escalation, new HoldEscalation("shelved by ana until 2026-01-05 06:30:00 UTC: valve stuck")));

    [Fact]
    public void The_clock_brings_it_back_once() =>
        Story
            .Given(BoilerRaised, Shelved)
            .When(new EventTick(), Until.AddMicroseconds(-1))
            .Then()
            .When(new EventTick(), Until)
            .Then(Expired)
            .AndSends(Self, new Effect(Escalation, new ReleaseEscalation()))
            .AndDueAt(T0.AddHours(1))
            .When(new EventTick(), Until)
            .Then();

    [Fact]
    public void Nobody_is_needed_meanwhile_and_the_reason_is_told()
    {
        var attention = EventAttention.Of(Story.Given(BoilerRaised, Shelved).State);
        Assert.Equal((false, Later, EventStatus.New), (attention.Needed, attention.SilentSince, attention.Status));
        Assert.Contains("valve stuck", attention.Reason);
        Assert.True(EventAttention.Of(Story.Given(BoilerRaised, Shelved, Expired).State).Needed);
    }

    [Fact]
    public void Whatever_happens_meanwhile_is_there_afterwards() =>
        Story
            .Given(BoilerRaised, Shelved)
            .When(new Merge(Condition("drum", Severity.Critical)), Later)
            .When(new Acknowledge("ben"), Later)
            .When(new BringBack(AsideKind.Shelved, "ana"), Later)
            .Then(new BroughtBack(AsideKind.Shelved, "ana", "brought back by ana", Later))
            .And(state => Assert.Equal("ben", Assert.IsType<EventAcknowledged>(state).Acknowledged.By))
            .And(state =>
                Assert.Equal((2, Severity.Critical, 1), (Body(state).Count, Body(state).Severity, Body(state).Contributors.Length))
            );

    [Fact]
    public void A_shelf_that_is_not_there_cannot_be_left() =>
        Story.Given(BoilerRaised).When(new BringBack(AsideKind.Shelved, "ana"), Later).ThenRefused("it is not shelved");

    [Fact]
    public void What_is_over_is_not_set_aside_and_what_is_set_aside_can_be_over() =>
        Story
            .Given(BoilerRaised, Shelved)
            .When(new Resolve("ana", false, null), Later)
            .AndDueAt(null)
            .And(state => Assert.Empty(Body(state).Asides))
            .When(Shelve(For), Later)
            .ThenRefused("it is resolved; there is nothing left to be shelved");

    [Fact]
    public void Shelving_again_begins_again_and_may_change_the_way() =>
        Story
            .Given(BoilerRaised, Shelved)
            .When(new PutAside(AsideKind.Shelved, "ben", null, "still stuck", OneShot: true), Later)
            .And(state =>
                Assert.Equal((1, "ben", true), (Body(state).Asides.Length, Body(state).Asides[0].By, Body(state).Asides[0].OneShot))
            )
            .And(state => Assert.Equal(Later + AsideLimits.OneShot, Body(state).Asides[0].Until));

    [Fact]
    public void A_one_shot_shelf_ends_when_a_condition_clears() =>
        Story
            .Given(new Raised(Condition("drum"), T0.AddHours(1), T0), new Merged(Condition("vent"), T0), Once)
            .When(new Merge(Condition("drum")), Later)
            .Then(new Merged(Condition("drum"), Later))
            .When(new Clear("drum", Later), Later)
            .Then(
                new ConditionCleared("drum", Later, Later),
                new BroughtBack(AsideKind.Shelved, "system", "the condition drum cleared", Later)
            );

    [Fact]
    public void A_one_shot_shelf_of_what_has_no_condition_ends_when_it_is_seen_again() =>
        Story
            .Given(BoilerRaised, Once)
            .When(new Merge(Boiler), Later)
            .Then(new Merged(Boiler, Later), new BroughtBack(AsideKind.Shelved, "system", "it was seen again", Later));

    [Fact]
    public void A_timed_shelf_does_not_care_what_happens() =>
        Story.Given(BoilerRaised, Shelved).When(new Merge(Boiler), Later).Then(new Merged(Boiler, Later));

    [Fact]
    public void Each_way_ends_for_itself_and_the_last_end_releases()
    {
        var service = new PutAside(AsideKind.OutOfService, "ben", TimeSpan.FromDays(1), "sensor out");
        Story
            .Given(BoilerRaised, Shelved)
            .When(service, Later)
            .When(new BringBack(AsideKind.Shelved, "ana"), Later)
            .AndSends(Self, new Effect(Escalation, new HoldEscalation("out of service by ben until 2026-01-06 06:10:00 UTC: sensor out")))
            .When(new BringBack(AsideKind.OutOfService, "ben"), Later)
            .AndSends(Self, new Effect(Escalation, new ReleaseEscalation()));
    }

    [Fact]
    public void What_somebody_has_is_silent_already_so_nothing_is_held() =>
        Story
            .Given(BoilerRaised, new Acknowledged("ana", T0))
            .When(Shelve(For), Later)
            .AndSends(Self)
            .When(new BringBack(AsideKind.Shelved, "ana"), Later)
            .AndSends(Self);

    [Fact]
    public void The_SLA_goes_on_unless_its_policy_says_otherwise() =>
        Story.Given(BoilerRaised).When(Shelve(TimeSpan.FromHours(2)), Later).AndDueAt(T0.AddHours(1));

    [Fact]
    public void An_SLA_that_stands_still_has_as_much_left_afterwards() =>
        Story
            .Given(BoilerRaised)
            .When(Shelve(TimeSpan.FromHours(2)) with { PausesSla = true }, Later)
            .AndDueAt(Later.AddHours(2))
            .When(new EventTick(), Later.AddHours(2))
            .AndDueAt(T0.AddHours(3))
            .And(state => Assert.Null(Body(state).SlaPausedAt));

    [Fact]
    public void A_worse_severity_meanwhile_has_its_whole_time_afterwards() =>
        Story
            .Given(BoilerRaised, Shelved with { PausesSla = true })
            .When(new Merge(Condition("drum", Severity.Critical)), Later.AddMinutes(5))
            .When(new EventTick(), Until)
            .AndDueAt(Until.AddMinutes(15));

    [Theory]
    [InlineData(AsideKind.Shelved, 0, "why", false, "it can be shelved for a second to 7 days")]
    [InlineData(AsideKind.Shelved, 24 * 7 + 1, "why", false, "it can be shelved for a second to 7 days")]
    [InlineData(AsideKind.OutOfService, 24 * 366, "why", false, "it can be out of service for a second to 365 days")]
    [InlineData(AsideKind.Suppressed, 1, " ", false, "it needs a reason")]
    [InlineData(AsideKind.Suppressed, 1, "why", true, "only a shelf can be one-shot")]
    public void Without_an_end_or_a_reason_nothing_is_set_aside(AsideKind kind, int hours, string why, bool oneShot, string refusal) =>
        Story
            .Given(BoilerRaised)
            .When(new PutAside(kind, "ana", TimeSpan.FromHours(hours), why, oneShot), Later)
            .ThenRefused(refusal, OutcomeKind.Invalid)
            .When(new PutAside(AsideKind.Shelved, "ana", For: null, "why"), Later)
            .ThenRefused("it needs an end: say for how long", OutcomeKind.Invalid);

    static PutAside Shelve(TimeSpan length) => new(AsideKind.Shelved, "ana", length, "valve stuck");

    static EventBody Body(EventState state) => Assert.IsAssignableFrom<EventKnown>(state).Body;
}
