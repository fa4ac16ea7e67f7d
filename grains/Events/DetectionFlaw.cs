namespace Watchfloor.Events;

/// <summary>What makes a detection senseless in any state of any event.</summary>
public static class DetectionFlaw
{
    const int LongestSource = 128;
    const int LongestKey = 320;

    /// <summary>The first flaw as a sentence, or null.</summary>
    public static string? Of(Detection detection) =>
        detection switch
        {
            { Source: var source } when string.IsNullOrWhiteSpace(source) || source.Length > LongestSource =>
                $"source must be 1 to {LongestSource} characters",
            { ExternalId: { } id } when id.Length is 0 or > LongestKey => $"externalId must be 1 to {LongestKey} characters, or absent",
            { ConditionKey: { } key } when key.Length is 0 or > LongestKey =>
                $"conditionKey must be 1 to {LongestKey} characters, or absent",
            { Title: var title } when string.IsNullOrWhiteSpace(title) => "title must say what happened",
            { Category: var category } when !Categories.IsOne(category) => Categories.Words,
            { FacilityId: { } facility } when facility.Length is 0 or > LongestSource =>
                $"facilityId must be 1 to {LongestSource} characters, or absent",
            { Severity: var severity } when !Enum.IsDefined(severity) => "severity must be critical, high, medium or low",
            { Location: { } place } when !place.IsOnEarth() => "location must have lat from -90 to 90 and lon from -180 to 180",
            _ => null,
        };
}
