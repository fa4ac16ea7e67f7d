namespace Watchfloor.Events;

/// <summary>
/// What every known event holds. Long texts are shortened to what a state has room for; the journal keeps them whole.
/// </summary>
public sealed record EventBody
{
    public required string Source { get; init; }
    public string? ExternalId { get; init; }
    public required Severity Severity { get; init; }
    public required string Category { get; init; }
    public string? FacilityId { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }
    public GeoPoint? Location { get; init; }
    public Values<EventAttribute> Attributes { get; init; }
    public required DateTimeOffset DetectedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required int Count { get; init; }
    public required DateTimeOffset LastDetectedAt { get; init; }
    public Values<Contributor> Contributors { get; init; }
    public required DateTimeOffset SlaDueAt { get; init; }
    public DateTimeOffset? SlaBreachedAt { get; init; }
    public string? Assignee { get; init; }
    public Values<EventLink> Links { get; init; }

    /// <summary>How it begins.</summary>
    public static EventBody Of(Raised raised)
    {
        var first = raised.Detection;
        return new()
        {
            Source = first.Source,
            ExternalId = first.ExternalId,
            Severity = first.Severity,
            Category = first.Category,
            FacilityId = first.FacilityId,
            Title = EventRoom.ForTitle(first.Title),
            Description = EventRoom.ForDescription(first.Description),
            Location = first.Location,
            Attributes = EventRoom.ForAttributes(first.Attributes),
            DetectedAt = first.DetectedAt,
            ReceivedAt = raised.At,
            UpdatedAt = raised.At,
            Count = 1,
            LastDetectedAt = first.DetectedAt,
            Contributors = EventRoom.With([], first),
            SlaDueAt = raised.SlaDueAt,
        };
    }

    /// <summary>One more detection. A worse severity brings the SLA forward, never back.</summary>
    public EventBody Joined(Merged merged)
    {
        var (more, worse) = (merged.Detection, merged.Detection.Severity < Severity);
        var dueAt = merged.At + Sla.For(more.Severity);
        return this with
        {
            Count = Count + 1,
            Severity = worse ? more.Severity : Severity,
            SlaDueAt = worse && dueAt < SlaDueAt ? dueAt : SlaDueAt,
            LastDetectedAt = more.DetectedAt > LastDetectedAt ? more.DetectedAt : LastDetectedAt,
            Contributors = EventRoom.With(Contributors, more),
            UpdatedAt = merged.At,
        };
    }

    /// <summary>One condition less.</summary>
    public EventBody Without(string conditionKey, DateTimeOffset at) =>
        this with
        {
            Contributors = Contributors.RemoveAll(contributor => contributor.ConditionKey == conditionKey),
            UpdatedAt = at,
        };

    /// <summary>With its time before it once more.</summary>
    public EventBody Again(Reopened reopened) => this with { SlaDueAt = reopened.SlaDueAt, SlaBreachedAt = null, UpdatedAt = reopened.At };

    /// <summary>Whether a condition keeps it open.</summary>
    public bool Holds(string conditionKey) => Contributors.Any(contributor => contributor.ConditionKey == conditionKey);
}
