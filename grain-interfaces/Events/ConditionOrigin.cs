namespace Watchfloor.Events;

/// <summary>Where a source says that a condition is: its key names it only within its source, a facility and a category.</summary>
[GenerateSerializer, Immutable, Alias("wf.ConditionOrigin")]
public sealed record ConditionOrigin([property: Id(0)] string? FacilityId, [property: Id(1)] string Category)
{
    /// <summary>That of a detection.</summary>
    public static ConditionOrigin Of(Detection detection) => new(detection.FacilityId, detection.Category);
}
