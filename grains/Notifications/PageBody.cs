using System.Text.Json.Serialization;
using Watchfloor.Events;

namespace Watchfloor.Notifications;

/// <summary>What every known page holds: what it says, to whom, and every try.</summary>
public sealed record PageBody
{
    /// <summary>Bytes that the words of one attempt may take.</summary>
    public const int DetailRoom = 300;

    public required string EventId { get; init; }
    public required string PolicyId { get; init; }
    public required string PolicyName { get; init; }
    public required int Round { get; init; }
    public required int Level { get; init; }
    public required string ChannelId { get; init; }
    public string? ChannelName { get; init; }
    public string? ChannelKind { get; init; }
    public required Severity Severity { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required string Reason { get; init; }
    public Values<AttemptView> Attempts { get; init; }

    /// <summary>Somebody wanted it, so it goes out although somebody has the event.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Forced { get; init; }

    /// <summary>How often somebody had it sent once more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Resent { get; init; }

    /// <summary>The attempts before it was sent once more; the journal tells of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Earlier { get; init; }

    /// <summary>The attempts so far; the number of the newest one.</summary>
    [JsonIgnore]
    public int Attempt => Earlier + Attempts.Length;

    /// <summary>What its receiver tells repeats by: a page that somebody has sent once more is not one.</summary>
    public string KeyOf(string pageId) => Resent == 0 ? pageId : $"{pageId}.again-{Resent}";

    /// <summary>As it was asked for.</summary>
    public static PageBody Of(PageDue due) =>
        new()
        {
            EventId = due.EventId,
            PolicyId = due.PolicyId,
            PolicyName = due.PolicyName,
            Round = due.Round,
            Level = due.Level,
            ChannelId = due.ChannelId,
            Severity = due.Severity,
            DueAt = due.DueAt,
            Reason = due.Reason,
            Forced = due.Forced,
        };

    /// <summary>With one more attempt.</summary>
    public PageBody Trying(AttemptStarted started) =>
        this with
        {
            ChannelName = started.ChannelName,
            ChannelKind = started.ChannelKind,
            Attempts = Attempts.Add(new(started.At, EndedAt: null, Result: null, Detail: null)),
        };

    /// <summary>To be sent once more.</summary>
    public PageBody Again(PageResent resent) =>
        this with
        {
            Resent = Resent + 1,
            Earlier = Attempt,
            Attempts = [],
            Reason = resent.Reason ?? $"sent again by {resent.By}",
            Forced = true,
        };

    /// <summary>With the end of an attempt.</summary>
    public PageBody Tried(int attempt, DateTimeOffset at, string result, string? detail)
    {
        var number = Earlier;
        return this with
        {
            Attempts = Attempts.Map(view =>
                ++number == attempt
                    ? view with
                    {
                        EndedAt = at,
                        Result = result,
                        Detail = detail is null ? null : JsonRoom.Shorten(detail, DetailRoom),
                    }
                    : view
            ),
        };
    }

    /// <summary>With no attempt left open: the receiver has it, so nobody waits for the end of another one.</summary>
    public PageBody Settled(DateTimeOffset at) =>
        this with
        {
            Attempts = Attempts.Map(view => view.Result is null ? view with { EndedAt = at, Result = "lost" } : view),
        };
}
