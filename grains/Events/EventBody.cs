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
    public Values<Aside> Asides { get; init; }
    public DateTimeOffset? SlaPausedAt { get; init; }

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
        var dueAt = (SlaPausedAt ?? merged.At) + Sla.For(more.Severity); // what stands still moves on by the pause
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

    /// <summary>Set aside; a second time in the same way replaces the first.</summary>
    public EventBody Put(SetAside fact) =>
        (this with { Asides = Asides.RemoveAll(aside => aside.Kind == fact.Kind).Add(Aside.Of(fact)), UpdatedAt = fact.At }).Clocked(
            fact.At
        );

    /// <summary>Not any more.</summary>
    public EventBody Back(BroughtBack fact) =>
        (this with { Asides = Asides.RemoveAll(aside => aside.Kind == fact.Kind), UpdatedAt = fact.At }).Clocked(fact.At);

    /// <summary>What is over holds no condition and is set aside no more.</summary>
    public EventBody Over(DateTimeOffset at) => (this with { Contributors = [], Asides = [], UpdatedAt = at }).Clocked(at);

    /// <summary>How it is set aside in that way, if it is.</summary>
    public Aside? AsideOf(AsideKind kind) => Asides.FirstOrDefault(aside => aside.Kind == kind);

    /// <summary>When its SLA is breached; never while it stands still, and only once.</summary>
    public DateTimeOffset? SlaEndsAt() => SlaBreachedAt is null && SlaPausedAt is null ? SlaDueAt : null;

    /// <summary>When the clock has something to say.</summary>
    public DateTimeOffset? DueAt() =>
        Asides.Select(aside => (DateTimeOffset?)aside.Until).Append(SlaEndsAt()).Where(at => at is not null).Min();

    /// <summary>The SLA stands still while some aside says so, and what was left of it is left afterwards.</summary>
    EventBody Clocked(DateTimeOffset at) =>
        (Asides.Any(aside => aside.PausesSla), SlaPausedAt) switch
        {
            (true, null) when SlaBreachedAt is null => this with { SlaPausedAt = at },
            (false, { } since) => this with { SlaPausedAt = null, SlaDueAt = SlaDueAt + (at - since) },
            _ => this,
        };

    /// <summary>Whether a condition keeps it open.</summary>
    public bool Holds(string conditionKey) => Contributors.Any(contributor => contributor.ConditionKey == conditionKey);
}
