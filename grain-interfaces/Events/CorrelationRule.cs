using System.Text.Json.Serialization;

namespace Watchfloor.Events;

/// <summary>
/// Which detections are one event, from when on it calls for people, and when its conditions are unstable. Without a match it holds for
/// every detection that no other rule matches.
/// </summary>
/// <param name="Name">Of the rules that match, the first by name decides, alone.</param>
/// <param name="Match">All of them must hold.</param>
/// <param name="GroupBy">Labels whose values detections of one event share; none: facility and category.</param>
/// <param name="Window">How far from its first detection an event takes others; null: 30 minutes.</param>
/// <param name="Threshold">Null: it calls from its first detection on.</param>
/// <param name="Flapping">Null: 6 changes in 10 minutes.</param>
[GenerateSerializer, Immutable, Alias("wf.CorrelationRuleSpec")]
public sealed record CorrelationRuleSpec(
    [property: Id(0)] string Name,
    [property: Id(1)] Values<LabelMatcher> Match,
    [property: Id(2)] Values<string> GroupBy,
    [property: Id(3)] TimeSpan? Window = null,
    [property: Id(4)] EventThreshold? Threshold = null,
    [property: Id(5)] Flapping? Flapping = null
);

/// <summary>Only from so many detections within a time on does an event call for people.</summary>
[GenerateSerializer, Immutable, Alias("wf.EventThreshold")]
public sealed record EventThreshold([property: Id(0)] int Count, [property: Id(1)] TimeSpan Within);

/// <summary>A condition that comes and goes so often within a time is unstable. No changes at all: none ever is.</summary>
[GenerateSerializer, Immutable, Alias("wf.Flapping")]
public sealed record Flapping([property: Id(0)] int Changes, [property: Id(1)] TimeSpan Within)
{
    /// <summary>6 changes in 10 minutes.</summary>
    public static Flapping Usual { get; } = new(6, TimeSpan.FromMinutes(10));

    /// <summary>Nothing is ever unstable.</summary>
    public static Flapping Off { get; } = new(0, TimeSpan.Zero);

    /// <summary>Nothing is ever unstable.</summary>
    [JsonIgnore]
    public bool IsOff => Changes == 0;

    /// <summary>With no more than so many changes within the time it is stable again.</summary>
    [JsonIgnore]
    public int Calm => Changes / 2;
}

/// <summary>
/// What the rules of correlation said of an event when it was raised; changing them never rewrites it. <paramref name="Group"/> is the key
/// that it lies under where that is not its facility and category.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.Handling")]
public sealed record Handling(
    [property: Id(0)] string? Group = null,
    [property: Id(1)] EventThreshold? Threshold = null,
    [property: Id(2)] Flapping? Flapping = null
);
