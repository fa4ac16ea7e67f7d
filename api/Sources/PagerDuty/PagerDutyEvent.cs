using System.Text.Json.Serialization;

namespace Watchfloor.Sources;

/// <summary>What a sender wants done.</summary>
enum EventAction
{
    /// <summary>Something is wrong.</summary>
    Trigger,

    /// <summary>Somebody has it.</summary>
    Acknowledge,

    /// <summary>It is over.</summary>
    Resolve,
}

/// <summary>How bad it is, in PagerDuty's words.</summary>
enum PagerDutySeverity
{
    /// <summary>Low.</summary>
    Info,

    /// <summary>Medium.</summary>
    Warning,

    /// <summary>High.</summary>
    Error,

    /// <summary>Critical.</summary>
    Critical,
}

/// <summary>An alert event of PagerDuty's Events API v2.</summary>
sealed record PagerDutyEvent
{
    /// <summary>A key of role ingest, of 32 characters.</summary>
    [JsonPropertyName("routing_key")]
    public required string RoutingKey { get; init; }

    /// <summary>Trigger, acknowledge or resolve.</summary>
    [JsonPropertyName("event_action")]
    public required EventAction EventAction { get; init; }

    /// <summary>Names the alert, at most 255 characters; made up for a trigger without it.</summary>
    [JsonPropertyName("dedup_key")]
    public string? DedupKey { get; init; }

    /// <summary>What is wrong; a trigger needs it.</summary>
    [JsonPropertyName("payload")]
    public PagerDutyPayload? Payload { get; init; }

    /// <summary>The name of what sends it.</summary>
    [JsonPropertyName("client")]
    public AnyJson? Client { get; init; }

    /// <summary>Where it shows more.</summary>
    [JsonPropertyName("client_url")]
    public AnyJson? ClientUrl { get; init; }

    /// <summary>Further places, each with href; the first three are kept.</summary>
    [JsonPropertyName("links")]
    public AnyJson? Links { get; init; }

    /// <summary>Pictures, each with src; the first three are kept.</summary>
    [JsonPropertyName("images")]
    public AnyJson? Images { get; init; }
}

/// <summary>What is wrong, in PagerDuty's common event format.</summary>
sealed record PagerDutyPayload
{
    /// <summary>1–1024 characters; becomes the title.</summary>
    [JsonPropertyName("summary")]
    public required string Summary { get; init; }

    /// <summary>What is affected, such as a host name.</summary>
    [JsonPropertyName("source")]
    public required string Source { get; init; }

    /// <summary>Info, warning, error or critical.</summary>
    [JsonPropertyName("severity")]
    public required PagerDutySeverity Severity { get; init; }

    /// <summary>When it was seen, in ISO 8601; now without it, and where it makes no sense.</summary>
    [JsonPropertyName("timestamp")]
    public ToldInstant? Timestamp { get; init; }

    /// <summary>The part of the source that is affected.</summary>
    [JsonPropertyName("component")]
    public string? Component { get; init; }

    /// <summary>What it belongs to.</summary>
    [JsonPropertyName("group")]
    public string? Group { get; init; }

    /// <summary>The kind of trouble.</summary>
    [JsonPropertyName("class")]
    public string? Class { get; init; }

    /// <summary>Anything more.</summary>
    [JsonPropertyName("custom_details")]
    public AnyJson? CustomDetails { get; init; }
}
