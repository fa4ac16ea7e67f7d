using Watchfloor.Events;

namespace Watchfloor.Sources;

/// <summary>A word of a sender for how bad it is.</summary>
[GenerateSerializer, Immutable, Alias("wf.SeverityWord")]
public readonly record struct SeverityWord([property: Id(0)] string Word, [property: Id(1)] Severity Severity);

/// <summary>
/// How any JSON becomes a detection, or the end of a condition. What is called a template is text in which <c>{a.b.0}</c> stands for what
/// lies at that path.
/// </summary>
/// <param name="Source">The source of what it makes.</param>
/// <param name="Title">A template.</param>
/// <param name="Category">A template.</param>
/// <param name="Severity">A template; what it makes is one of <paramref name="Severities"/> or a word that alerting systems use.</param>
/// <param name="Severities">Words of the sender.</param>
/// <param name="Description">A template.</param>
/// <param name="ExternalId">A template.</param>
/// <param name="ConditionKey">A template.</param>
/// <param name="FacilityId">A template.</param>
/// <param name="DetectedAt">A template; what it makes is an instant in ISO 8601, or seconds or milliseconds since 1970.</param>
/// <param name="State">A template; where it makes one of <paramref name="Cleared"/>, the condition is over.</param>
/// <param name="Cleared">Words of the sender for what is over.</param>
/// <param name="Attributes">Templates by name.</param>
[GenerateSerializer, Immutable, Alias("wf.MappingSpec")]
public sealed record MappingSpec(
    [property: Id(0)] string Name,
    [property: Id(1)] string Source,
    [property: Id(2)] string Title,
    [property: Id(3)] string Category,
    [property: Id(4)] string? Severity,
    [property: Id(5)] Values<SeverityWord> Severities,
    [property: Id(6)] string? Description,
    [property: Id(7)] string? ExternalId,
    [property: Id(8)] string? ConditionKey,
    [property: Id(9)] string? FacilityId,
    [property: Id(10)] string? DetectedAt,
    [property: Id(11)] string? State,
    [property: Id(12)] Values<string> Cleared,
    [property: Id(13)] Values<EventAttribute> Attributes
);
