using Watchfloor.Events;
using static Watchfloor.Tests.Rules.EventSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Events.EventRules,
    Watchfloor.Events.EventState,
    Watchfloor.Events.EventCommand,
    Watchfloor.Events.EventFact
>;

namespace Watchfloor.Tests.Rules;

public sealed class EventLifeTests
{
    static readonly Acknowledged AnaHasIt = new("ana", T0.AddMinutes(1));
    static readonly Started AnaWorks = new("ana", T0.AddMinutes(2));
    static readonly Resolved AnaResolved = new("ana", Forced: false, Note: null, T0.AddMinutes(3));
    static readonly Closed AnaClosed = new("ana", T0.AddMinutes(4));
    static readonly DateTimeOffset Later = T0.AddMinutes(10);

    [Fact]
    public void A_detection_raises_an_event_whose_SLA_counts_from_receipt() =>
        Story
            .Given()
            .When(new Raise(Boiler with { DetectedAt = T0.AddMinutes(-20) }), T0)
            .And(state => Assert.IsType<EventNew>(state))
            .AndDueAt(T0.AddHours(1));

    [Fact]
    public void Raising_it_again_changes_nothing() => Story.Given(BoilerRaised).When(new Raise(Boiler), Later).Then();

    [Fact]
    public void A_detection_without_words_is_refused_as_senseless() =>
        Story.Given().When(new Raise(Boiler with { Title = "" }), T0).ThenRefused("title must say what happened", OutcomeKind.Invalid);

    [Fact]
    public void Nothing_but_a_detection_begins_an_event() =>
        Story.Given().When(new Acknowledge("ana"), T0).ThenRefused("there is no such event", OutcomeKind.Absent);

    [Fact]
    public void Whoever_acknowledges_has_it() =>
        Story.Given(BoilerRaised).When(new Acknowledge("ana"), Later).Then(new Acknowledged("ana", Later)).AndDueAt(T0.AddHours(1));

    [Fact]
    public void The_first_hand_wins_and_a_second_tap_is_no_error() =>
        Story
            .Given(BoilerRaised, AnaHasIt)
            .When(new Acknowledge("ben"), Later)
            .Then()
            .And(state => Assert.Equal("ana", Assert.IsType<EventAcknowledged>(state).Acknowledged.By));

    [Fact]
    public void Work_in_progress_cannot_be_acknowledged() =>
        Story
            .Given(BoilerRaised, AnaHasIt, AnaWorks)
            .When(new Acknowledge("ben"), Later)
            .ThenRefused("work on it has begun, so somebody has it already");

    [Fact]
    public void What_is_over_cannot_be_acknowledged() =>
        Story
            .Given(BoilerRaised, AnaResolved)
            .When(new Acknowledge("ben"), Later)
            .ThenRefused("it is resolved; there is nothing left to acknowledge");

    [Fact]
    public void Work_begins_only_on_what_somebody_has() =>
        Story.Given(BoilerRaised).When(new Start("ana"), Later).ThenRefused("nobody has it yet; acknowledge it first");

    [Fact]
    public void Work_begins_once() =>
        Story
            .Given(BoilerRaised, AnaHasIt)
            .When(new Start("ana"), Later)
            .Then(new Started("ana", Later))
            .When(new Start("ben"), Later)
            .Then();

    [Fact]
    public void What_is_over_cannot_be_started() =>
        Story
            .Given(BoilerRaised, AnaHasIt, AnaResolved, AnaClosed)
            .When(new Start("ana"), Later)
            .ThenRefused("it is closed; there is nothing left to start");

    [Fact]
    public void It_can_be_resolved_from_every_open_state()
    {
        Story.Given(BoilerRaised).When(Resolve(), Later).Then(new Resolved("ana", false, null, Later)).AndDueAt(null);
        Story.Given(BoilerRaised, AnaHasIt).When(Resolve(), Later).Then(new Resolved("ana", false, null, Later));
        Story
            .Given(BoilerRaised, AnaHasIt, AnaWorks)
            .When(Resolve(), Later)
            .Then(new Resolved("ana", false, null, Later))
            .When(Resolve(), Later)
            .Then();
    }

    [Fact]
    public void A_closed_event_cannot_be_resolved() =>
        Story.Given(BoilerRaised, AnaResolved, AnaClosed).When(Resolve(), Later).ThenRefused("it is closed already");

    [Fact]
    public void It_is_closed_after_it_is_resolved_and_once() =>
        Story
            .Given(BoilerRaised)
            .When(new Close("ana"), Later)
            .ThenRefused("it is new; resolve it first")
            .When(Resolve(), Later)
            .Then(new Resolved("ana", false, null, Later))
            .When(new Close("ben"), Later)
            .Then(new Closed("ben", Later))
            .When(new Close("ben"), Later)
            .Then();

    [Fact]
    public void A_remark_is_kept_in_every_state_even_after_the_end() =>
        Story
            .Given(BoilerRaised, AnaResolved, AnaClosed)
            .When(new Comment("ben", "c1", "it was the valve"), Later)
            .Then(new Commented("ben", "c1", "it was the valve", Later));

    [Fact]
    public void A_remark_needs_words_and_not_too_many() =>
        Story
            .Given(BoilerRaised)
            .When(new Comment("ben", "c1", " "), Later)
            .ThenRefused("a comment needs words", OutcomeKind.Invalid)
            .When(new Comment("ben", "c1", new string('x', 4001)), Later)
            .ThenRefused("a comment has at most 4000 characters; this one has 4001", OutcomeKind.Invalid);

    [Fact]
    public void The_SLA_is_breached_once() =>
        Story
            .Given(BoilerRaised)
            .When(new EventTick(), T0.AddMinutes(59))
            .Then()
            .When(new EventTick(), T0.AddHours(1))
            .Then(new SlaBreached(T0.AddHours(1), T0.AddHours(1)))
            .AndDueAt(null)
            .When(new EventTick(), T0.AddHours(2))
            .Then();

    [Fact]
    public void What_is_resolved_breaches_no_SLA() => Story.Given(BoilerRaised, AnaResolved).When(new EventTick(), T0.AddDays(1)).Then();

    static Resolve Resolve() => new("ana", Force: false, Note: null);
}
