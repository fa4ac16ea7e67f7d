namespace Watchfloor.Events;

/// <summary>Where a detection belongs, and under which keys events are found again.</summary>
public static class CorrelationKey
{
    /// <summary>The kind of the correlation grain.</summary>
    public const string Kind = "correlation";

    const char Bar = '|';

    /// <summary>The grain that all detections of this facility and category pass through first.</summary>
    public static EntityId Of(TenantId tenant, string? facilityId, string category) => new(Kind, tenant, $"{facilityId}{Bar}{category}");

    /// <summary>The grain of what a rule groups, by a text that stands for the values of its labels.</summary>
    public static EntityId OfGroup(TenantId tenant, string ruleId, string values) => new(Kind, tenant, $"g:{ruleId}:{values}");

    /// <summary>What a grain is the door of; null where it is a group.</summary>
    public static ConditionOrigin? OriginOf(EntityId correlation) =>
        correlation.Id.LastIndexOf(Bar) is var bar && bar < 0
            ? null
            : new(bar == 0 ? null : correlation.Id[..bar], correlation.Id[(bar + 1)..]);

    /// <summary>What events are found by that hold a condition, or held it lately; whether it is that of a source, they say themselves.</summary>
    public static string OfCondition(ConditionOrigin origin, string conditionKey) =>
        $"c:{origin.FacilityId}{Bar}{origin.Category}{Bar}{conditionKey}".Replace('\0', '\uFFFD').Replace('\x01', '\uFFFD'); // which not every database holds as it is
}
