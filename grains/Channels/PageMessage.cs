using Watchfloor.Events;

namespace Watchfloor.Channels;

/// <summary>What a page says. Also the body of a webhook, as JSON.</summary>
public sealed record PageMessage
{
    /// <summary>The event it speaks of.</summary>
    public required string EventId { get; init; }

    /// <summary>What happened, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>How bad it is now.</summary>
    public required Severity Severity { get; init; }

    /// <summary>From 1.</summary>
    public required int Level { get; init; }

    /// <summary>From 1.</summary>
    public required int Round { get; init; }

    /// <summary>Where the event stands.</summary>
    public required EventStatus Status { get; init; }

    /// <summary>Of what kind it is.</summary>
    public required string Category { get; init; }

    /// <summary>Where, if anywhere.</summary>
    public string? FacilityId { get; init; }

    /// <summary>The name of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>When the level was due.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The dedup key: the same for every attempt of this page, another for every other page.</summary>
    public required string Key { get; init; }

    /// <summary>Why: <c>due</c> or <c>sla breached</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>Where a person can act on it, if the installation knows its address.</summary>
    public string? Url { get; init; }
}
