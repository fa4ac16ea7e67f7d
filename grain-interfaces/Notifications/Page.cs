using System.Text.Json.Serialization;
using Watchfloor.Events;

namespace Watchfloor.Notifications;

/// <summary>What a page can be asked to do.</summary>
[GenerateSerializer, Immutable, Alias("wf.PageCommand")]
public abstract record PageCommand;

/// <summary>Reach this channel, for this level of this event; <paramref name="Forced"/>: although somebody has it.</summary>
[GenerateSerializer, Immutable, Alias("wf.SendPage")]
public sealed record SendPage(
    [property: Id(0)] string EventId,
    [property: Id(1)] string PolicyId,
    [property: Id(2)] string PolicyName,
    [property: Id(3)] int Round,
    [property: Id(4)] int Level,
    [property: Id(5)] string ChannelId,
    [property: Id(6)] Severity Severity,
    [property: Id(7)] DateTimeOffset DueAt,
    [property: Id(8)] string Reason,
    [property: Id(9), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Forced = false
) : PageCommand;

/// <summary>An attempt begins; durable before the socket opens. <paramref name="Life"/>: of the silo that makes it, where there are several.</summary>
[GenerateSerializer, Immutable, Alias("wf.BeginAttempt")]
public sealed record BeginAttempt(
    [property: Id(0)] string ChannelName,
    [property: Id(1)] string ChannelKind,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] string? Life = null
) : PageCommand;

/// <summary>How a try to deliver ended.</summary>
[GenerateSerializer, Alias("wf.DeliveryResult")]
public enum DeliveryResult
{
    /// <summary>The receiver has it.</summary>
    Delivered = 0,

    /// <summary>It may work later.</summary>
    Failed = 1,

    /// <summary>It will never work as it is configured.</summary>
    Refused = 2,
}

/// <summary>An attempt ended. <paramref name="Jitter"/> is chance from outside, 0 to 1, for the wait before the next.</summary>
[GenerateSerializer, Immutable, Alias("wf.EndAttempt")]
public sealed record EndAttempt(
    [property: Id(0)] int Attempt,
    [property: Id(1)] DeliveryResult Result,
    [property: Id(2)] string? Detail,
    [property: Id(3)] bool Crossed,
    [property: Id(4)] double Jitter
) : PageCommand;

/// <summary>An attempt began, and nothing was sent: once that was durable, nobody needed the page any more. Why is said.</summary>
[GenerateSerializer, Immutable, Alias("wf.CallOffAttempt")]
public sealed record CallOffAttempt([property: Id(0)] int Attempt, [property: Id(1)] string Reason) : PageCommand;

/// <summary>Nobody makes this attempt any more: the process in which it began has ended, or could not record how it ended.</summary>
[GenerateSerializer, Immutable, Alias("wf.LoseAttempt")]
public sealed record LoseAttempt([property: Id(0)] int Attempt) : PageCommand;

/// <summary>It is not needed any more, and why.</summary>
[GenerateSerializer, Immutable, Alias("wf.SuppressPage")]
public sealed record SuppressPage([property: Id(0)] string Reason) : PageCommand;

/// <summary>This page would have been due, and is not made: its event is set aside. It is kept with the reason.</summary>
[GenerateSerializer, Immutable, Alias("wf.WithholdPage")]
public sealed record WithholdPage([property: Id(0)] SendPage Page, [property: Id(1)] string Reason) : PageCommand;

/// <summary>Its event came back: where it was suppressed it is due again.</summary>
[GenerateSerializer, Immutable, Alias("wf.ResumePage")]
public sealed record ResumePage : PageCommand;

/// <summary>Somebody wants it sent once more, with words for whoever gets it.</summary>
[GenerateSerializer, Immutable, Alias("wf.ResendPage")]
public sealed record ResendPage([property: Id(0)] string By, [property: Id(1)] string? Reason) : PageCommand;

/// <summary>Look at the clock.</summary>
[GenerateSerializer, Immutable, Alias("wf.PageTick")]
public sealed record PageTick : PageCommand;

/// <summary>What has happened to a page: its ledger.</summary>
public abstract record PageFact(DateTimeOffset At);

/// <summary>It was due.</summary>
[Fact("due")]
public sealed record PageDue(
    string EventId,
    string PolicyId,
    string PolicyName,
    int Round,
    int Level,
    string ChannelId,
    Severity Severity,
    DateTimeOffset DueAt,
    string Reason,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Forced = false
) : PageFact(At);

/// <summary>An attempt began. <paramref name="Life"/>: in which silo; older programs pass it over.</summary>
[Fact("attempt-started")]
public sealed record AttemptStarted(
    int Attempt,
    string ChannelName,
    string ChannelKind,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] string? Life = null
) : PageFact(At);

/// <summary>An attempt failed; the next one is at <paramref name="RetryAt"/>.</summary>
[Fact("attempt-failed")]
public sealed record AttemptFailed(int Attempt, string Detail, DateTimeOffset RetryAt, DateTimeOffset At) : PageFact(At);

/// <summary>Nobody knows how an attempt ended (the process died in it); it is made again under the same key.</summary>
[Fact("attempt-lost")]
public sealed record AttemptLost(int Attempt, DateTimeOffset At) : PageFact(At);

/// <summary>The receiver has it. <paramref name="Crossed"/>: an acknowledge was committed while it was under way, as far as its event could be asked.</summary>
[Fact("delivered")]
public sealed record PageDelivered(int Attempt, string? Receipt, bool Crossed, DateTimeOffset At) : PageFact(At);

/// <summary>Given up, and why.</summary>
[Fact("dead")]
public sealed record PageDead(int Attempt, string Reason, DateTimeOffset At) : PageFact(At);

/// <summary>Not sent, and why.</summary>
[Fact("suppressed")]
public sealed record PageSuppressed(string Reason, DateTimeOffset At) : PageFact(At);

/// <summary>Needed after all: what suppressed it is over.</summary>
[Fact("resumed")]
public sealed record PageResumed(DateTimeOffset At) : PageFact(At);

/// <summary>Somebody wants it sent once more: under a key of its own, and although somebody has the event.</summary>
[Fact("resent")]
public sealed record PageResent(string By, string? Reason, DateTimeOffset At) : PageFact(At);

/// <summary>One delivery to one channel. Key: <c>tenant/pageId</c>.</summary>
[Alias("wf.IPageGrain")]
public interface IPageGrain : ICommanded<PageCommand>;

/// <summary>How a page is named: readable, and in one range with its event.</summary>
public static class PageIds
{
    /// <summary>The id, which is the dedup key too: one per event, policy, round, level and channel, and per climb after a reopening.</summary>
    public static string Of(string eventId, string policyId, int round, int level, string channelId, int climb = 1) =>
        $"{eventId}.{policyId}.{round}.{level}.{channelId}{(climb == 1 ? "" : $".{climb}")}";

    /// <summary>The event of a page.</summary>
    public static string EventOf(string pageId) => pageId[..pageId.IndexOf('.')];
}
