using Watchfloor.Input;
using Watchfloor.Json;

namespace Watchfloor.Events;

/// <summary>One observation that something is wrong.</summary>
sealed record NewDetection
{
    static readonly TimeSpan Ahead = TimeSpan.FromHours(24);
    const int MostAttributes = 32;
    const int LongestSource = 128;

    /// <summary>Who saw it: 1–128 printable characters.</summary>
    public required string Source { get; init; }

    /// <summary>Names one occurrence, unique for ever per source; a repeat is a duplicate.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Names a condition that comes and goes, and keeps the event open until it clears.</summary>
    public string? ConditionKey { get; init; }

    /// <summary>How bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>1–64 of a-z, 0-9, dot, underscore and hyphen.</summary>
    public required string Category { get; init; }

    /// <summary>Where; a facility that is known.</summary>
    public string? FacilityId { get; init; }

    /// <summary>What happened, in one line of 1–300 characters.</summary>
    public required string Title { get; init; }

    /// <summary>More about it, at most 4000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>When it was seen; now without it.</summary>
    public DateTimeOffset? DetectedAt { get; init; }

    /// <summary>Where on the map; where its facility lies without it.</summary>
    public Point? Location { get; init; }

    /// <summary>Free labels: at most 32, names of at most 64 and values of at most 512 characters.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>It is told for the record, such as what another system had: it becomes an event and pages nobody.</summary>
    public bool Historical { get; init; }

    /// <summary>Says what makes no sense; whether the facility is known is asked elsewhere.</summary>
    public void Check(Complaints complaints, DateTimeOffset now)
    {
        complaints.Printable("source", Source, LongestSource);
        complaints.Unless(Source is null || !string.IsNullOrWhiteSpace(Source), "source", "must name who reports");
        complaints.Text("externalId", ExternalId, 1, 255);
        complaints.Text("conditionKey", ConditionKey, 1, 255);
        complaints.Slug("category", Category);
        complaints.Text("title", Title, 1, 300);
        complaints.Unless(!string.IsNullOrWhiteSpace(Title), "title", "must not be blank");
        complaints.Text("description", Description, 0, 4000);
        complaints.Unless(
            DetectedAt is not { } at || at <= now + Ahead,
            "detectedAt",
            "is more than 24 hours in the future; check the clock and the zone"
        );
        complaints.OnEarth("location", Point.ToGeo(Location));
        if (Attributes is null)
            return;
        complaints.Unless(Attributes.Count <= MostAttributes, "attributes", $"must be at most {MostAttributes}");
        foreach (var (name, value) in Attributes)
        {
            complaints.Text("attributes", name, 1, 64);
            complaints.Text($"attributes.{name}", value, 0, 512);
        }
    }

    /// <summary>As the grains know it.</summary>
    public Detection ToDetection(DateTimeOffset now) =>
        new(
            Source,
            ExternalId,
            ConditionKey,
            Severity,
            Category,
            FacilityId,
            Title,
            Description,
            DetectedAt ?? Instants.Truncate(now),
            Point.ToGeo(Location),
            Attributes is null ? [] : Values.From(Attributes.Select(label => new EventAttribute(label.Key, label.Value))),
            Historical
        );
}

/// <summary>What became of a detection.</summary>
/// <param name="EventId">The event that it made, joined or was known to.</param>
/// <param name="Outcome">Created, merged or duplicate.</param>
sealed record Ingested(string EventId, IngestOutcome Outcome);
