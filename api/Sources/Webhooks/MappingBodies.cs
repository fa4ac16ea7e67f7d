using System.Text.Json.Serialization;
using Watchfloor.Events;
using Watchfloor.Problems;

namespace Watchfloor.Sources;

/// <summary>How the JSON of a sender is read, as people define it. In a template <c>{a.b.0}</c> stands for what lies at that path.</summary>
sealed record MappingInput
{
    /// <summary>1–200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The source of what it makes: 1–128 printable characters; webhook without it.</summary>
    public string? Source { get; init; }

    /// <summary>A template: what happened.</summary>
    public required string Title { get; init; }

    /// <summary>A template; what is no letter, digit, dot, underscore or hyphen becomes a hyphen.</summary>
    public required string Category { get; init; }

    /// <summary>A template for a word in severities, or one that alerting systems use; medium where it is neither.</summary>
    public string? Severity { get; init; }

    /// <summary>Words of the sender for how bad it is, at most 32.</summary>
    public IReadOnlyDictionary<string, Severity>? Severities { get; init; }

    /// <summary>A template: more about it.</summary>
    public string? Description { get; init; }

    /// <summary>A template that names one occurrence; a repeat is a duplicate.</summary>
    public string? ExternalId { get; init; }

    /// <summary>A template that names what comes and goes.</summary>
    public string? ConditionKey { get; init; }

    /// <summary>A template for the id of a facility; one that is not known is none, and the attribute unknownFacilityId.</summary>
    public string? FacilityId { get; init; }

    /// <summary>A template for an instant in ISO 8601, or for seconds or milliseconds since 1970; now without it, and where it makes no sense, with the attribute toldTime.</summary>
    public string? DetectedAt { get; init; }

    /// <summary>A template for a word that tells whether it is over.</summary>
    public string? State { get; init; }

    /// <summary>The words for it is over, at most 32; needs state and conditionKey.</summary>
    public IReadOnlyList<string>? Cleared { get; init; }

    /// <summary>Templates for labels, at most 32.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }
}

/// <summary>How the JSON of a sender is read.</summary>
/// <param name="Id">The sourceKey of the address that its sender posts to.</param>
sealed record MappingView(
    string Id,
    string Name,
    string Source,
    string Title,
    string Category,
    string? Severity,
    IReadOnlyDictionary<string, Severity> Severities,
    string? Description,
    string? ExternalId,
    string? ConditionKey,
    string? FacilityId,
    string? DetectedAt,
    string? State,
    IReadOnlyList<string> Cleared,
    IReadOnlyDictionary<string, string> Attributes,
    long Version
);

/// <summary>A mapping to be tried, and what a sender would send.</summary>
sealed record MappingTrial
{
    /// <summary>It is not stored.</summary>
    public required MappingInput Mapping { get; init; }

    /// <summary>Any JSON.</summary>
    public required AnyJson Body { get; init; }
}

/// <summary>What would become of it; nothing has.</summary>
/// <param name="IsOver">The condition would be over.</param>
/// <param name="Detection">What would be reported.</param>
/// <param name="Problem">Why it would be refused.</param>
sealed record MappingPreview(
    bool IsOver,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] NewDetection? Detection,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Problem? Problem
);
