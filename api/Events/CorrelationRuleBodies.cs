namespace Watchfloor.Events;

/// <summary>
/// Which detections are one event. Of the rules that match the first by name decides, alone; one without a match is for what no other
/// matches.
/// </summary>
sealed record CorrelationRuleInput
{
    /// <summary>1–200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>At most 20 matchers, which must all hold; without any it is for what no other rule matches.</summary>
    public IReadOnlyList<MatcherBody>? Match { get; init; }

    /// <summary>Labels whose values detections of one event share, 1–10, each once; facility and category without them.</summary>
    public IReadOnlyList<string>? GroupBy { get; init; }

    /// <summary>How far from its first detection an event takes others, by detectedAt: from a second to 7 days; 30 minutes without it.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>How often a trouble must be seen before it calls for people; once without it.</summary>
    public ThresholdBody? Threshold { get; init; }

    /// <summary>When conditions are unstable; at 6 changes in 10 minutes without it.</summary>
    public FlappingBody? Flapping { get; init; }
}

/// <summary>How often a trouble must be seen before it calls for people.</summary>
sealed record ThresholdBody
{
    /// <summary>2–20 detections.</summary>
    public required int Count { get; init; }

    /// <summary>In how long; at most as long as the window.</summary>
    public required TimeSpan Within { get; init; }
}

/// <summary>When a condition is unstable: both numbers, or off.</summary>
sealed record FlappingBody
{
    /// <summary>How often it comes or goes, 3–20.</summary>
    public int? Changes { get; init; }

    /// <summary>In how long, from a second to 7 days.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>It never is.</summary>
    public bool Off { get; init; }
}

/// <summary>Which detections are one event.</summary>
sealed record CorrelationRuleView(
    string Id,
    string Name,
    IReadOnlyList<MatcherBody> Match,
    IReadOnlyList<string> GroupBy,
    TimeSpan? Window,
    ThresholdBody? Threshold,
    FlappingBody? Flapping,
    long Version
);
