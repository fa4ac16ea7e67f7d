using Watchfloor.Notifications;
using static Watchfloor.Tests.Rules.PageSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Notifications.PageRules,
    Watchfloor.Notifications.PageState,
    Watchfloor.Notifications.PageCommand,
    Watchfloor.Notifications.PageFact
>;

namespace Watchfloor.Tests.Rules;

public sealed class PageTests
{
    static readonly DateTimeOffset Soon = T0.AddSeconds(2);
    static readonly PageTick Tick = new();

    [Fact]
    public void A_page_is_due_at_once_and_asked_for_once() => Story.Given().When(Send, T0).Then(Due).AndDueAt(T0).When(Send, Soon).Then();

    [Fact]
    public void Nothing_is_attempted_that_nobody_asked_for() =>
        Story.Given().When(Begin, T0).ThenRefused("there is no such page", OutcomeKind.Absent);

    [Fact]
    public void An_attempt_is_on_record_before_it_is_made() =>
        Story.Given(Due).When(Begin, Soon).Then(Started(1, Soon)).AndDueAt(Soon + PageRules.AttemptTimeout);

    [Fact]
    public void An_attempt_says_in_which_life_of_a_silo_it_is_made()
    {
        var story = Story.Given(Due).When(Begin with { Life = "this one" }, Soon).Then(Started(1, Soon) with { Life = "this one" });

        Assert.Equal("this one", Assert.IsType<AttemptingPage>(story.State).Life);
    }

    [Fact]
    public void One_attempt_at_a_time() =>
        Story
            .Given(Due, Started(1, T0))
            .When(Begin, Soon)
            .ThenRefused("an attempt is under way; its end comes first")
            .When(new SuppressPage("acknowledged by ana"), Soon)
            .ThenRefused("an attempt is under way; its end comes first");

    [Fact]
    public void The_receiver_has_it() =>
        Story
            .Given(Due, Started(1, T0))
            .When(End(1, DeliveryResult.Delivered, "HTTP 200"), Soon)
            .Then(new PageDelivered(1, "HTTP 200", Crossed: false, Soon))
            .AndDueAt(null)
            .When(Begin, Soon)
            .ThenRefused("it is settled; there is nothing left to attempt");

    [Fact]
    public void A_delivery_that_crossed_an_acknowledge_says_so() =>
        Story
            .Given(Due, Started(1, T0))
            .When(End(1, DeliveryResult.Delivered, crossed: true), Soon)
            .Then(new PageDelivered(1, null, Crossed: true, Soon));

    [Fact]
    public void A_failed_attempt_is_made_again_after_a_while() =>
        Story
            .Given(Due, Started(1, T0))
            .When(End(1, DeliveryResult.Failed, "HTTP 503"), T0)
            .Then(new AttemptFailed(1, "HTTP 503", T0.AddSeconds(1), T0))
            .AndDueAt(T0.AddSeconds(1))
            .When(Begin, T0.AddMilliseconds(999))
            .ThenRefused("the next attempt is not due yet")
            .When(Begin, T0.AddSeconds(1))
            .Then(Started(2, T0.AddSeconds(1)));

    [Fact]
    public void The_waits_double_up_to_five_minutes_and_a_fifth_is_chance()
    {
        Assert.Equal([1, 2, 4, 8, 16, 32, 64], Enumerable.Range(1, 7).Select(attempt => PageRules.Backoff(attempt, 0.5).TotalSeconds));
        Assert.Equal(300, PageRules.Backoff(40, 0.5).TotalSeconds);
        Assert.Equal((0.8, 1.2), (PageRules.Backoff(1, 0).TotalSeconds, PageRules.Backoff(1, 1).TotalSeconds));
    }

    [Fact]
    public void After_the_last_attempt_it_is_given_up()
    {
        var story = Story.Given().When(Send, T0);
        for (var attempt = 1; attempt < PageRules.MostAttempts; attempt++)
        {
            story.When(Begin, PageRules.DueAt(story.State)!.Value);
            story.When(End(attempt, DeliveryResult.Failed, "HTTP 503"), T0.AddMinutes(attempt));
        }
        story
            .When(Begin, T0.AddHours(1))
            .Then(Started(PageRules.MostAttempts, T0.AddHours(1)))
            .When(End(PageRules.MostAttempts, DeliveryResult.Failed, "HTTP 503"), T0.AddHours(1))
            .Then(new PageDead(PageRules.MostAttempts, "HTTP 503", T0.AddHours(1)))
            .AndDueAt(null);
    }

    [Fact]
    public void What_can_never_work_is_given_up_at_once() =>
        Story.Given(Due, Started(1, T0)).When(End(1, DeliveryResult.Refused, "HTTP 410"), Soon).Then(new PageDead(1, "HTTP 410", Soon));

    [Fact]
    public void An_attempt_whose_process_died_is_lost_and_due_again_at_once() =>
        Story
            .Given(Due, Started(1, T0))
            .When(Tick, T0.AddSeconds(11))
            .Then()
            .When(Tick, T0.AddSeconds(12))
            .Then(new AttemptLost(1, T0.AddSeconds(12)))
            .AndDueAt(T0.AddSeconds(12))
            .When(Begin, T0.AddSeconds(12))
            .Then(Started(2, T0.AddSeconds(12)));

    [Fact]
    public void An_attempt_that_nobody_makes_any_more_is_lost_before_its_time_is_over() =>
        Story
            .Given(Due, Started(1, T0))
            .When(new LoseAttempt(2), Soon)
            .Then()
            .When(new LoseAttempt(1), Soon)
            .Then(new AttemptLost(1, Soon))
            .AndDueAt(Soon)
            .When(new LoseAttempt(1), Soon)
            .Then();

    [Fact]
    public void The_late_answer_of_a_lost_attempt_still_delivers() =>
        Story
            .Given(Due, Started(1, T0), new AttemptLost(1, Soon), Started(2, Soon))
            .When(End(1, DeliveryResult.Delivered, "HTTP 200"), Soon)
            .Then(new PageDelivered(1, "HTTP 200", Crossed: false, Soon));

    [Fact]
    public void The_late_failure_of_a_lost_attempt_changes_nothing() =>
        Story.Given(Due, Started(1, T0), new AttemptLost(1, Soon), Started(2, Soon)).When(End(1, DeliveryResult.Failed), Soon).Then();

    [Fact]
    public void What_nobody_needs_any_more_is_not_sent() =>
        Story
            .Given(Due)
            .When(new SuppressPage("acknowledged by ana"), Soon)
            .Then(new PageSuppressed("acknowledged by ana", Soon))
            .AndDueAt(null)
            .When(new SuppressPage("acknowledged by ana"), Soon)
            .Then();

    [Fact]
    public void An_attempt_that_nobody_needs_once_it_is_durable_is_called_off_and_due_again_when_its_event_comes_back() =>
        Story
            .Given(Due, Started(1, T0))
            .When(new CallOffAttempt(2, "acknowledged by ana"), Soon)
            .Then()
            .When(new CallOffAttempt(1, "acknowledged by ana"), Soon)
            .Then(new PageSuppressed("acknowledged by ana", Soon))
            .AndDueAt(null)
            .When(End(1, DeliveryResult.Delivered), Soon)
            .Then()
            .When(new ResumePage(), Soon)
            .Then(new PageResumed(Soon))
            .AndDueAt(Soon)
            .When(Begin, Soon)
            .Then(Started(2, Soon));

    [Fact]
    public void What_was_delivered_or_given_up_is_sent_once_more_under_a_key_of_its_own_though_somebody_has_the_event()
    {
        var resend = new ResendPage("ana", "the phone was lost");
        var self = new EntityId(Kinds.Page, TenantId.Default, "e1.p1.1.1.pager");
        foreach (var end in new PageFact[] { new PageDelivered(1, "HTTP 200", false, T0), new PageDead(1, "HTTP 410", T0) })
        {
            var story = Story.Given(Due, Started(1, T0), end).When(resend, Soon).Then(new PageResent("ana", "the phone was lost", Soon));
            story
                .AndDueAt(Soon)
                .When(resend, Soon)
                .ThenRefused("it is still on its way; it can be sent again when it is delivered, given up or suppressed");
            story.When(End(1, DeliveryResult.Delivered), Soon).Then(); // of the sending before
            story.When(Begin, Soon).Then(Started(2, Soon));
            var view = (PageView)PageRules.Describe(self, story.State, 5)!.View;
            Assert.Equal((1, "e1.p1.1.1.pager.again-1", "the phone was lost"), (view.Resent, view.Key, view.Cause));
            Assert.Single(view.Attempts);
            Assert.True(((KnownPage)story.State).Body.Forced);
        }
        Story
            .Given(Due, new PageSuppressed("acknowledged by ben", T0))
            .When(new ResendPage("ana", null), Soon)
            .Then(new PageResent("ana", null, Soon))
            .And(state => Assert.Equal("sent again by ana", ((KnownPage)state).Body.Reason));
        Story
            .Given(Due, new PageSuppressed("gone", T0))
            .When(new ResendPage("ana", new('x', 501)), Soon)
            .ThenRefused("a reason has at most 500 characters", OutcomeKind.Invalid);
        Story.Given().When(resend, T0).ThenRefused("there is no such page", OutcomeKind.Absent);
    }

    [Fact]
    public void The_ledger_shows_every_attempt()
    {
        var self = new EntityId(Kinds.Page, TenantId.Default, "e1.p1.1.1.pager");
        var state = Story
            .Given(
                Due,
                Started(1, T0),
                new AttemptFailed(1, "HTTP 503", Soon, T0.AddSeconds(1)),
                Started(2, Soon),
                new PageDelivered(2, "HTTP 200", false, Soon)
            )
            .State;
        var view = Assert.IsType<PageView>(PageRules.Describe(self, state, 5)!.View);
        Assert.Equal(
            [new AttemptView(T0, T0.AddSeconds(1), "failed", "HTTP 503"), new AttemptView(Soon, Soon, "delivered", "HTTP 200")],
            view.Attempts
        );
        Assert.Equal((PageStatus.Delivered, Soon, self.Id), (view.Status, view.DeliveredAt, view.Key));
    }
}
