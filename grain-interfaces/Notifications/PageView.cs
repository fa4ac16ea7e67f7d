using System.Text.Json.Serialization;

namespace Watchfloor.Notifications;

/// <summary>Where a page stands.</summary>
public enum PageStatus
{
    /// <summary>About to be tried.</summary>
    Due,

    /// <summary>Under way.</summary>
    Attempting,

    /// <summary>Failed; tried again soon.</summary>
    Retrying,

    /// <summary>The receiver has it.</summary>
    Delivered,

    /// <summary>Given up.</summary>
    Dead,

    /// <summary>Not needed any more.</summary>
    Suppressed,
}

/// <summary>One try. <paramref name="Result"/> is delivered, failed or lost, and null while it is under way.</summary>
public sealed record AttemptView(DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Result, string? Detail);

/// <summary>The ledger of one page.</summary>
public sealed record PageView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The event it speaks of.</summary>
    public required string EventId { get; init; }

    /// <summary>The policy it follows.</summary>
    public required string PolicyId { get; init; }

    /// <summary>The policy's name when the escalation began.</summary>
    public required string PolicyName { get; init; }

    /// <summary>From 1.</summary>
    public required int Level { get; init; }

    /// <summary>From 1.</summary>
    public required int Round { get; init; }

    /// <summary>The channel.</summary>
    public required string ChannelId { get; init; }

    /// <summary>The channel's name at the last attempt.</summary>
    public string? ChannelName { get; init; }

    /// <summary>The channel's kind at the last attempt.</summary>
    public string? ChannelKind { get; init; }

    /// <summary>Where it stands.</summary>
    public required PageStatus Status { get; init; }

    /// <summary>Why its time had come: <c>due</c> at its level, <c>sla breached</c>, or in the words of who asked for it.</summary>
    public string? Cause { get; init; }

    /// <summary>Why it was due, or why it was suppressed or given up.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was due.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>How often somebody had it sent once more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Resent { get; init; }

    /// <summary>Every try, of the newest sending alone where it was sent once more.</summary>
    public required IReadOnlyList<AttemptView> Attempts { get; init; }

    /// <summary>When the receiver had it.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>An acknowledge was committed while it was under way.</summary>
    public required bool Crossed { get; init; }

    /// <summary>The dedup key that the receiver sees.</summary>
    public required string Key { get; init; }

    /// <summary>All of it in a sentence, made for whoever reads it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Why { get; init; }
}
