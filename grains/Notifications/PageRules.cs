using System.Diagnostics;
using Watchfloor.Json;
using Watchfloor.Kernel;
using static Watchfloor.Kernel.Decision;

namespace Watchfloor.Notifications;

/// <summary>The ledger of one delivery: due, attempted, tried again, and in the end delivered, dead or suppressed.</summary>
public sealed partial class PageRules : IRules<PageState, PageCommand, PageFact>, IDocumented<PageState>
{
    /// <summary>After so many attempts it is given up, until somebody has it sent once more.</summary>
    public const int MostAttempts = 16;

    /// <summary>
    /// An attempt that nobody ended in this time is lost, if nobody found out before that its process died in it. A little more than a channel
    /// may take.
    /// </summary>
    public static TimeSpan AttemptTimeout { get; } = TimeSpan.FromSeconds(12);

    const int LongestReason = 500;
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public static PageState Initial { get; } = new UnknownPage();

    /// <inheritdoc/>
    public static PageCommand Tick { get; } = new PageTick();

    /// <inheritdoc/>
    public static Decision<PageFact> Decide(PageState state, PageCommand command, DateTimeOffset now) =>
        (state, command) switch
        {
            (UnknownPage, SendPage send) => [Due(send, now)],
            (_, SendPage) => [],
            (UnknownPage, WithholdPage withhold) => [Due(withhold.Page, now), new PageSuppressed(withhold.Reason, now)],
            (_, WithholdPage) => [],
            (SuppressedPage, ResumePage) => [new PageResumed(now)],
            (_, ResumePage) => [],
            (DeliveredPage or DeadPage or SuppressedPage, ResendPage { Reason: not { Length: > LongestReason } } resend) =>
            [
                new PageResent(resend.By, resend.Reason, now),
            ],
            (KnownPage, ResendPage { Reason.Length: > LongestReason }) => Invalid($"a reason has at most {LongestReason} characters"),
            (OpenPage, ResendPage) => Refuse("it is still on its way; it can be sent again when it is delivered, given up or suppressed"),
            (UnknownPage, PageTick) => [],
            (UnknownPage, _) => Absent("there is no such page"),

            (DuePage due, BeginAttempt begin) => [Started(due, begin, now)],
            (RetryingPage retrying, BeginAttempt begin) when retrying.RetryAt <= now => [Started(retrying, begin, now)],
            (RetryingPage, BeginAttempt) => Refuse("the next attempt is not due yet"),
            (AttemptingPage, BeginAttempt) => Refuse("an attempt is under way; its end comes first"),
            (_, BeginAttempt) => Refuse("it is settled; there is nothing left to attempt"),

            // Also the late answer of an attempt that was thought lost: the receiver has it.
            (OpenPage open, EndAttempt { Result: DeliveryResult.Delivered } end)
                when end.Attempt > open.Body.Earlier && end.Attempt <= open.Body.Attempt =>
            [
                new PageDelivered(end.Attempt, end.Detail, end.Crossed, now),
            ],
            (AttemptingPage attempting, EndAttempt end) when end.Attempt == attempting.Body.Attempt => Failed(attempting.Body, end, now),
            (_, EndAttempt) => [],

            (AttemptingPage attempting, CallOffAttempt off) when off.Attempt == attempting.Body.Attempt =>
            [
                new PageSuppressed(off.Reason, now),
            ],
            (_, CallOffAttempt) => [],

            (AttemptingPage attempting, LoseAttempt lost) when lost.Attempt == attempting.Body.Attempt => Lost(attempting.Body, now),
            (_, LoseAttempt) => [],

            (DuePage or RetryingPage, SuppressPage suppress) => [new PageSuppressed(suppress.Reason, now)],
            (AttemptingPage, SuppressPage) => Refuse("an attempt is under way; its end comes first"),
            (_, SuppressPage) => [],

            (AttemptingPage attempting, PageTick) when attempting.StartedAt + AttemptTimeout <= now => Lost(attempting.Body, now),
            (_, PageTick) => [], // what is due is attempted by the grain, which asks the event first
            _ => throw new UnreachableException($"no rule for {command} in {state}"),
        };

    /// <inheritdoc/>
    public static PageState Evolve(PageState state, PageFact fact) =>
        (state, fact) switch
        {
            (UnknownPage, PageDue due) => new DuePage(PageBody.Of(due), due.At),
            (DuePage or RetryingPage, AttemptStarted f) => new AttemptingPage(((OpenPage)state).Body.Trying(f), f.At, f.Life),
            (AttemptingPage(var body, _, _), AttemptFailed f) => new RetryingPage(
                body.Tried(f.Attempt, f.At, "failed", f.Detail),
                f.RetryAt
            ),
            (AttemptingPage(var body, _, _), AttemptLost f) => new DuePage(body.Tried(f.Attempt, f.At, "lost", null), f.At),
            (OpenPage open, PageDelivered f) => new DeliveredPage(
                open.Body.Tried(f.Attempt, f.At, "delivered", f.Receipt).Settled(f.At),
                f.At,
                f.Crossed
            ),
            (DuePage(var body, _), PageDead f) => new DeadPage(body, f.Reason, f.At),
            (AttemptingPage(var body, _, _), PageDead f) => new DeadPage(body.Tried(f.Attempt, f.At, "failed", f.Reason), f.Reason, f.At),
            (DuePage or RetryingPage, PageSuppressed f) => new SuppressedPage(((OpenPage)state).Body, f.Reason, f.At),
            (AttemptingPage(var body, _, _), PageSuppressed f) => new SuppressedPage(
                body.Tried(body.Attempt, f.At, "called off", f.Reason),
                f.Reason,
                f.At
            ),
            (SuppressedPage(var body, _, _), PageResumed f) => new DuePage(body, f.At),
            (DeliveredPage or DeadPage or SuppressedPage, PageResent f) => new DuePage(((KnownPage)state).Body.Again(f), f.At),
            _ => throw new UnreachableException($"{fact} cannot follow {state}"),
        };

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(PageState state) =>
        state switch
        {
            DuePage due => due.At,
            RetryingPage retrying => retrying.RetryAt,
            AttemptingPage attempting => attempting.StartedAt + AttemptTimeout,
            _ => null,
        };

    /// <summary>Whether an attempt is to be made: the grain makes it, the rules only keep the ledger.</summary>
    public static bool IsDue(PageState state, DateTimeOffset now) => state is DuePage or RetryingPage && DueAt(state) <= now;

    /// <inheritdoc/>
    public static int Rank(PageState state) => state is KnownPage known ? (int)known.Body.Severity : 5;

    /// <inheritdoc/>
    public static DateTimeOffset At(PageFact fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, PageState state, PageFact fact) => [];

    /// <summary>1 s, 2 s, 4 s … up to 5 min, a fifth more or less by chance, so that many do not come back at once.</summary>
    public static TimeSpan Backoff(int attempt, double chance)
    {
        var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Clamp(attempt - 1, 0, 30)));
        return (wait < LongestWait ? wait : LongestWait) * (0.8 + 0.4 * Math.Clamp(chance, 0, 1));
    }

    static PageDue Due(SendPage send, DateTimeOffset now) =>
        new(
            send.EventId,
            send.PolicyId,
            send.PolicyName,
            send.Round,
            send.Level,
            send.ChannelId,
            send.Severity,
            send.DueAt,
            send.Reason,
            now,
            send.Forced
        );

    static AttemptStarted Started(OpenPage page, BeginAttempt begin, DateTimeOffset now) =>
        new(page.Body.Attempt + 1, begin.ChannelName, begin.ChannelKind, now, begin.Life);

    static Decision<PageFact> Failed(PageBody page, EndAttempt end, DateTimeOffset now)
    {
        var detail = JsonRoom.Shorten(end.Detail ?? "the channel gave no reason", PageBody.DetailRoom);
        return end.Result == DeliveryResult.Refused || page.Attempts.Length >= MostAttempts
            ? [new PageDead(end.Attempt, detail, now)]
            : [new AttemptFailed(end.Attempt, detail, Instants.Truncate(now + Backoff(page.Attempts.Length, end.Jitter)), now)];
    }

    static Decision<PageFact> Lost(PageBody page, DateTimeOffset now) =>
        page.Attempts.Length < MostAttempts
            ? [new AttemptLost(page.Attempt, now)]
            : [new AttemptLost(page.Attempt, now), new PageDead(page.Attempt, "nobody knows how the last attempt ended", now)];
}
