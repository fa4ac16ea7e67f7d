using Watchfloor.Events;

namespace Watchfloor.Escalations;

/// <summary>Whom to page, when, until somebody acknowledges. Without a match it serves every event.</summary>
sealed record PolicyInput
{
    /// <summary>1–200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Which events it serves.</summary>
    public MatchBody? Match { get; init; }

    /// <summary>1–20 levels.</summary>
    public required IReadOnlyList<LevelBody> Levels { get; init; }

    /// <summary>All levels again.</summary>
    public RepeatBody? Repeat { get; init; }
}

/// <summary>Which events; what is left out matches all.</summary>
/// <param name="Severity">This severity.</param>
/// <param name="Category">This category.</param>
/// <param name="FacilityId">This facility.</param>
sealed record MatchBody(Severity? Severity = null, string? Category = null, string? FacilityId = null);

/// <summary>A level.</summary>
sealed record LevelBody
{
    /// <summary>Counts from the level before, the first from the event's creation; at most 30 days.</summary>
    public required TimeSpan After { get; init; }

    /// <summary>1–20 channels, each once.</summary>
    public required IReadOnlyList<TargetBody> Targets { get; init; }
}

/// <summary>Whom a level pages.</summary>
sealed record TargetBody
{
    /// <summary>A channel that is known.</summary>
    public required string ChannelId { get; init; }
}

/// <summary>All levels again.</summary>
sealed record RepeatBody
{
    /// <summary>How many more times, 0–100.</summary>
    public required int Times { get; init; }

    /// <summary>How long after the last level; from a second to 30 days.</summary>
    public required TimeSpan Every { get; init; }
}

/// <summary>An escalation policy.</summary>
sealed record PolicyView(string Id, string Name, MatchBody? Match, IReadOnlyList<LevelBody> Levels, RepeatBody? Repeat, long Version);
