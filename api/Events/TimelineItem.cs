namespace Watchfloor.Events;

/// <summary>What kind of thing happened.</summary>
enum TimelineType
{
    Created,
    Merged,
    LevelReached,
    PageDelivered,
    PageFailed,
    PageResent,
    Acknowledged,
    Started,
    Resolved,
    Closed,
    SlaBreached,
    ConditionCleared,
    Commented,
    Reopened,
    Assigned,
    Linked,
    Unlinked,
    Attached,
    Detached,
    Shelved,
    Unshelved,
    Suppressed,
    Unsuppressed,
    TakenOutOfService,
    ReturnedToService,
    LevelWithheld,
    MergeBegun,
    MergedInto,
    MergeFailed,
    TakenIn,
    SplitOff,
    ThresholdReached,
    BecameUnstable,
    Settled,
    Muted,
    Unmuted,
    Unacknowledged,
    Escalated,
}

/// <summary>One thing that happened to an event.</summary>
/// <param name="At">When.</param>
/// <param name="Type">What kind of thing.</param>
/// <param name="By">Who did it; null where nobody did.</param>
/// <param name="Text">What happened, in a sentence for people.</param>
/// <param name="Detail">The same for programs.</param>
sealed record TimelineItem(DateTimeOffset At, TimelineType Type, string? By, string Text, IReadOnlyDictionary<string, string> Detail);
