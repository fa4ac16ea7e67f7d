using Watchfloor.Events;

namespace Watchfloor.Escalations;

/// <summary>Which events a policy serves; what is null matches all.</summary>
[GenerateSerializer, Immutable, Alias("wf.PolicyMatch")]
public sealed record PolicyMatch(
    [property: Id(0)] Severity? Severity = null,
    [property: Id(1)] string? Category = null,
    [property: Id(2)] string? FacilityId = null
);

/// <summary>A channel that a level pages.</summary>
[GenerateSerializer, Immutable, Alias("wf.PolicyTarget")]
public sealed record PolicyTarget([property: Id(0)] string ChannelId);

/// <summary>A level; <paramref name="After"/> counts from the level before, the first from the event's creation.</summary>
[GenerateSerializer, Immutable, Alias("wf.PolicyLevel")]
public sealed record PolicyLevel([property: Id(0)] TimeSpan After, [property: Id(1)] Values<PolicyTarget> Targets);

/// <summary>All levels again, <paramref name="Times"/> more times, <paramref name="Every"/> after the last level.</summary>
[GenerateSerializer, Immutable, Alias("wf.PolicyRepeat")]
public sealed record PolicyRepeat([property: Id(0)] int Times, [property: Id(1)] TimeSpan Every);

/// <summary>Whom to page, when, until somebody acknowledges. Without a match it serves every event.</summary>
[GenerateSerializer, Immutable, Alias("wf.PolicySpec")]
public sealed record PolicySpec(
    [property: Id(0)] string Name,
    [property: Id(1)] PolicyMatch? Match,
    [property: Id(2)] Values<PolicyLevel> Levels,
    [property: Id(3)] PolicyRepeat? Repeat
);

/// <summary>The steps that a running escalation started with; editing the policy never rewrites them.</summary>
[GenerateSerializer, Immutable, Alias("wf.PolicySnapshot")]
public sealed record PolicySnapshot([property: Id(0)] string PolicyId, [property: Id(1)] long Version, [property: Id(2)] PolicySpec Spec);
