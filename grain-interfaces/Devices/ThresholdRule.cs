using System.Text.Json.Serialization;
using Watchfloor.Events;

namespace Watchfloor.Devices;

/// <summary>How a value is held against a limit.</summary>
[GenerateSerializer, Alias("wf.Comparison")]
public enum Comparison
{
    /// <summary>Greater.</summary>
    [JsonStringEnumMemberName(">")]
    Above = 0,

    /// <summary>Greater or equal.</summary>
    [JsonStringEnumMemberName(">=")]
    AtLeast = 1,

    /// <summary>Less.</summary>
    [JsonStringEnumMemberName("<")]
    Below = 2,

    /// <summary>Less or equal.</summary>
    [JsonStringEnumMemberName("<=")]
    AtMost = 3,

    /// <summary>The same number.</summary>
    [JsonStringEnumMemberName("==")]
    Equal = 4,

    /// <summary>Another number.</summary>
    [JsonStringEnumMemberName("!=")]
    Different = 5,
}

/// <summary>
/// A condition on one tag that makes an event. <paramref name="For"/> runs on the samples' <c>at</c>; a deadline on server
/// time ends it as uncertain when samples stop. <paramref name="Hysteresis"/> is how far back from the limit, in units of
/// the value, it counts as normal again.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.ThresholdRuleSpec")]
public sealed record ThresholdRuleSpec(
    [property: Id(0)] string Name,
    [property: Id(1)] string Tag,
    [property: Id(2)] Comparison Operator,
    [property: Id(3)] double Limit,
    [property: Id(4)] TimeSpan? For,
    [property: Id(5)] double? Hysteresis,
    [property: Id(6)] Severity Severity,
    [property: Id(7)] string Category,
    [property: Id(8)] string? FacilityId
);
