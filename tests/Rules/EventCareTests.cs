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

/// <summary>Reopening, assigning and linking.</summary>
public sealed class EventCareTests
{
    static readonly Resolved AnaResolved = new("ana", Forced: false, Note: null, T0.AddMinutes(3));
    static readonly Closed AnaClosed = new("ana", T0.AddMinutes(4));
    static readonly DateTimeOffset Later = T0.AddHours(5);
    static readonly EventLink Order = new(LinkKind.WorkOrder, "wo-1");

    [Fact]
    public void What_is_over_can_be_reopened_and_has_its_whole_SLA_before_it()
    {
        foreach (
            var history in (EventFact[][])
                [
                    [BoilerRaised, AnaResolved],
                    [BoilerRaised, AnaResolved, AnaClosed],
                ]
        )
            Story
                .Given(history)
                .When(new Reopen("ben", "it is back"), Later)
                .Then(new Reopened("ben", "it is back", Later.AddHours(1), Later))
                .And(state => Assert.IsType<EventNew>(state))
                .AndDueAt(Later.AddHours(1))
                .AndSends(
                    Self,
                    new Effect(Self with { Kind = Kinds.Escalation }, new BeginAnew(new(Severity.High, "pressure", "f1", Later))),
                    new Effect(CorrelationKey.Of(TenantId.Default, "f1", "pressure"), new FollowEvent("e1", T0))
                );
    }

    [Fact]
    public void What_is_open_cannot_be_reopened()
    {
        Story.Given(BoilerRaised).When(new Reopen("ben", null), Later).ThenRefused("it is new; there is nothing to reopen");
        Story
            .Given(BoilerRaised, new Acknowledged("ana", T0))
            .When(new Reopen("ben", null), Later)
            .ThenRefused("it is acknowledged; there is nothing to reopen");
    }

    [Fact]
    public void An_SLA_that_was_breached_can_be_breached_again_after_a_reopening() =>
        Story
            .Given(BoilerRaised, new SlaBreached(T0.AddHours(1), T0.AddHours(1)), AnaResolved)
            .When(new Reopen("ben", null), Later)
            .When(new EventTick(), Later.AddHours(1))
            .Then(new SlaBreached(Later.AddHours(1), Later.AddHours(1)));

    [Fact]
    public void It_is_assigned_and_taken_back_and_the_same_again_changes_nothing() =>
        Story
            .Given(BoilerRaised)
            .When(new Assign("ana", "ben"), Later)
            .Then(new Assigned("ana", "ben", Later))
            .AndSends(Self)
            .When(new Assign("cem", "ben"), Later)
            .Then()
            .When(new Assign("ana", null), Later)
            .Then(new Assigned("ana", null, Later));

    [Fact]
    public void What_is_closed_is_assigned_to_nobody() =>
        Story
            .Given(BoilerRaised, AnaResolved, AnaClosed)
            .When(new Assign("ana", "ben"), Later)
            .ThenRefused("it is closed; reopen it first");

    [Theory]
    [InlineData("")]
    [InlineData("Ana Maria")]
    [InlineData("ana\n")]
    public void An_assignee_is_an_id(string to) =>
        Story
            .Given(BoilerRaised)
            .When(new Assign("ana", to), Later)
            .ThenRefused("an assignee is 1 to 128 letters, digits and signs of ASCII", OutcomeKind.Invalid);

    [Fact]
    public void A_link_is_held_once_and_taken_away_once() =>
        Story
            .Given(BoilerRaised, AnaResolved, AnaClosed)
            .When(new Link("ana", Order), Later)
            .Then(new Linked("ana", Order, Later))
            .AndSends(Self)
            .When(new Link("ben", Order), Later)
            .Then()
            .When(new Unlink("ben", Order), Later)
            .Then(new Unlinked("ben", Order, Later))
            .When(new Unlink("ben", Order), Later)
            .Then();

    [Fact]
    public void A_link_to_another_event_is_made_and_taken_away_there_too()
    {
        var (there, here) = (new EventLink(LinkKind.Event, "e2"), new EventLink(LinkKind.Event, "e1"));
        var other = Self with { Id = "e2" };
        Story
            .Given(BoilerRaised)
            .When(new Link("ana", there), Later)
            .AndSends(Self, new Effect(other, new Link("ana", here)))
            .When(new Unlink("ben", there), Later)
            .AndSends(Self, new Effect(other, new Unlink("ben", here)));
    }

    [Fact]
    public void A_file_lies_with_it_once_and_is_taken_away_once_whatever_its_state() =>
        Story
            .Given(BoilerRaised, AnaResolved, AnaClosed)
            .When(new Attach("ana", Photo), Later)
            .Then(new Attached("ana", Photo, Later))
            .AndSends(Self)
            .When(new Attach("ana", Photo), Later)
            .Then()
            .When(new Detach("ben", Photo), Later)
            .Then(new Detached("ben", Photo, Later))
            .When(new Detach("ben", Photo), Later)
            .Then();

    [Fact]
    public void There_is_room_for_twenty_files() =>
        Story
            .Given([BoilerRaised, .. Enumerable.Range(0, 20).Select(i => new Attached("ana", Photo with { Id = $"f{i}" }, T0))])
            .When(new Attach("ana", Photo), Later)
            .ThenRefused("it has 20 attachments, as many as it can hold; remove one first");

    [Theory]
    [InlineData(0)]
    [InlineData((10 << 20) + 1)]
    public void A_file_has_bytes_and_not_too_many(long size) =>
        Story
            .Given(BoilerRaised)
            .When(new Attach("ana", Photo with { Size = size }), Later)
            .ThenRefused("an attachment has 1 to 10485760 bytes", OutcomeKind.Invalid);

    [Fact]
    public void There_is_room_for_ten_links() =>
        Story
            .Given([BoilerRaised, .. Enumerable.Range(0, 10).Select(i => new Linked("ana", new(LinkKind.Anomaly, $"a-{i}"), T0))])
            .When(new Link("ana", Order), Later)
            .ThenRefused("it has 10 links, as many as it can hold; remove one first");
}
