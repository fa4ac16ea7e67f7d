using FsCheck.Fluent;
using Watchfloor.Notifications;
using Watchfloor.Tests.Rules;

namespace Watchfloor.Tests.Laws;

public sealed class PageWalks
{
    [Fact]
    public void Attempts_are_numbered_without_a_gap_and_not_too_many_for_each_time_that_it_is_sent() =>
        Walk(
            (journal, _) =>
            {
                var attempts = journal.OfType<AttemptStarted>().Select(started => started.Attempt).ToList();
                Assert.Equal(Enumerable.Range(1, attempts.Count), attempts);
                var sendings = 1 + journal.Count(fact => fact is PageResent);
                Assert.InRange(attempts.Count, 0, PageRules.MostAttempts * sendings);
            }
        );

    [Fact]
    public void It_ends_once_and_nothing_follows_but_its_return_or_that_it_is_sent_once_more() =>
        Walk(
            (journal, state) =>
            {
                foreach (var (fact, next) in journal.Zip(journal.Skip(1)))
                {
                    Assert.Equal(fact is PageDelivered or PageDead or PageSuppressed, next is PageResent or PageResumed);
                    Assert.True(next is not PageResumed || fact is PageSuppressed, $"{next} after {fact}");
                }
                var isOpen = journal.Count > 0 && journal[^1] is not (PageDelivered or PageDead or PageSuppressed);
                Assert.Equal(isOpen, PageRules.DueAt(state) is not null);
            }
        );

    [Fact]
    public void Nothing_is_delivered_that_was_not_attempted() =>
        Walk(
            (journal, _) =>
                Assert.All(
                    journal.OfType<PageDelivered>(),
                    end => Assert.Contains(journal, fact => fact is AttemptStarted begun && begun.Attempt == end.Attempt)
                )
        );

    [Fact]
    public void Every_attempt_that_ended_says_how() =>
        Walk(
            (_, state) =>
            {
                if (state is not KnownPage { Body.Attempts: var attempts })
                    return;
                var open = state is AttemptingPage ? 1 : 0;
                Assert.Equal(open, attempts.Count(attempt => attempt.Result is null));
            }
        );

    static void Walk(Action<IReadOnlyList<PageFact>, PageState> look)
    {
        var ends =
            from attempt in Gen.Choose(1, 9)
            from result in Gen.Frequency(
                (12, Gen.Constant(DeliveryResult.Failed)),
                (1, Gen.Elements(DeliveryResult.Delivered, DeliveryResult.Refused))
            )
            select (PageCommand)PageSamples.End(attempt, result);
        RandomWalk<PageRules, PageState, PageCommand, PageFact>.Check(
            Gen.Frequency(
                (4, ends),
                (4, Gen.Elements<PageCommand>(PageSamples.Send, PageSamples.Begin, new PageTick())),
                (1, Gen.Elements(PageSamples.Commands))
            ),
            PageSamples.T0,
            look
        );
    }
}
