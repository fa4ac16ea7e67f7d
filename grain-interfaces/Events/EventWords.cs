using System.Text.Json.Serialization;

namespace Watchfloor.Events;

/// <summary>How much is at stake. Rank 1 is the worst. Source of the SLA: <see cref="Sla"/>.</summary>
[GenerateSerializer, Alias("wf.Severity")]
public enum Severity
{
    /// <summary>Shape: red square, digit 1.</summary>
    Critical = 1,

    /// <summary>Shape: orange triangle, digit 2.</summary>
    High = 2,

    /// <summary>Shape: yellow diamond, digit 3.</summary>
    Medium = 3,

    /// <summary>Shape: cyan circle, digit 4.</summary>
    Low = 4,
}

/// <summary>Where an event stands in its life.</summary>
[GenerateSerializer, Alias("wf.EventStatus")]
public enum EventStatus
{
    /// <summary>Nobody has it yet; it escalates.</summary>
    New = 0,

    /// <summary>Somebody has it; pages are silent.</summary>
    Acknowledged = 1,

    /// <summary>Somebody works on it.</summary>
    InProgress = 2,

    /// <summary>The trouble is over.</summary>
    Resolved = 3,

    /// <summary>Done with; only a reopening brings it back.</summary>
    Closed = 4,
}

/// <summary>A point on the earth, WGS 84 degrees.</summary>
[GenerateSerializer, Immutable, Alias("wf.GeoPoint")]
public readonly record struct GeoPoint([property: Id(0)] double Lat, [property: Id(1)] double Lon)
{
    /// <summary>True within the range of degrees.</summary>
    public bool IsOnEarth() => Lat is >= -90 and <= 90 && Lon is >= -180 and <= 180;
}

/// <summary>A free label of an event.</summary>
[GenerateSerializer, Immutable, Alias("wf.EventAttribute")]
public readonly record struct EventAttribute([property: Id(0)] string Name, [property: Id(1)] string Value);

/// <summary>
/// One observation that something is wrong. <paramref name="ExternalId"/> names one occurrence (unique for ever per source);
/// <paramref name="ConditionKey"/> names a condition that comes and goes, and keeps the event open until it clears.
/// What is <paramref name="Historical"/> is told for the record: it pages nobody.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.Detection")]
public sealed record Detection(
    [property: Id(0)] string Source,
    [property: Id(1)] string? ExternalId,
    [property: Id(2)] string? ConditionKey,
    [property: Id(3)] Severity Severity,
    [property: Id(4)] string Category,
    [property: Id(5)] string? FacilityId,
    [property: Id(6)] string Title,
    [property: Id(7)] string? Description,
    [property: Id(8)] DateTimeOffset DetectedAt,
    [property: Id(9)] GeoPoint? Location,
    [property: Id(10)] Values<EventAttribute> Attributes,
    [property: Id(11), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Historical = false
);

/// <summary>One thing that was told, by the name that its source gave it; the same name is the same thing, for ever.</summary>
[GenerateSerializer, Immutable, Alias("wf.Occurrence")]
public sealed record Occurrence([property: Id(0)] string Source, [property: Id(1)] string ExternalId);

/// <summary>Time to have an event out of the way, by severity (mission row A4).</summary>
public static class Sla
{
    /// <summary>15 min, 1 h, 4 h, 24 h.</summary>
    public static TimeSpan For(Severity severity) =>
        severity switch
        {
            Severity.Critical => TimeSpan.FromMinutes(15),
            Severity.High => TimeSpan.FromHours(1),
            Severity.Medium => TimeSpan.FromHours(4),
            _ => TimeSpan.FromHours(24),
        };
}
