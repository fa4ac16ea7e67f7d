using Watchfloor.Events;

namespace Watchfloor.Mutes;

/// <summary>A maintenance window: while it lasts, events that match are muted.</summary>
sealed record MaintenanceInput
{
    /// <summary>1–200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>At most 500 characters; everybody reads it at the events that it mutes.</summary>
    public string? Reason { get; init; }

    /// <summary>All must hold; without any it holds all events.</summary>
    public IReadOnlyList<MatcherBody>? Match { get; init; }

    /// <summary>When it begins, the first time.</summary>
    public required DateTimeOffset Starts { get; init; }

    /// <summary>When it ends, the first time; at most 365 days later.</summary>
    public required DateTimeOffset Ends { get; init; }

    /// <summary>When it comes again.</summary>
    public RecurrenceBody? Recurrence { get; init; }
}

/// <summary>When a window comes again: at the same times of the wall clock.</summary>
sealed record RecurrenceBody
{
    /// <summary>Every day, which takes a window of up to 24 hours, or every week, up to 7 days.</summary>
    public required RecurrenceEvery Every { get; init; }

    /// <summary>On which days of the week; without any on that of the first time.</summary>
    public IReadOnlyList<RecurrenceDay>? Days { get; init; }

    /// <summary>Whose wall clock, by its name in the IANA database, such as <c>Europe/Vienna</c>.</summary>
    public required string Zone { get; init; }

    /// <summary>Nothing begins then or later.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A maintenance window.</summary>
sealed record MaintenanceView(
    string Id,
    string Name,
    string? Reason,
    IReadOnlyList<MatcherBody> Match,
    DateTimeOffset Starts,
    DateTimeOffset Ends,
    RecurrenceBody? Recurrence,
    long Version
);
