using System.Text.Json.Serialization;
using Watchfloor.ServiceLevels;

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
    public Values<string> Attachments { get; init; }
    public Values<Aside> Asides { get; init; }
    public DateTimeOffset? SlaPausedAt { get; init; }
    public Handling? Handling { get; init; }
    public Values<ConditionHistory> Changes { get; init; }
    public Unstable? Unstable { get; init; }
    public Gathering? Gathering { get; init; }

    /// <summary>How often it was merged or split, or was to be, or took in another one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Moves { get; init; }

    /// <summary>What of it is on its way to another event.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Leaving? Leaving { get; init; }

    /// <summary>Events of which something just came here, and that have not said yet what of it ended on the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Values<string> Arriving { get; init; }

    /// <summary>The event that it was split off from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SplitFrom { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SlaTerms? SlaTerms { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Historical { get; init; }

    /// <summary>No policy had a level for it as it began, and its escalations have not heard of it since.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Unserved { get; init; }

    FoundBy _foundBy;

    /// <summary>What it is found by, of how readers see it.</summary>
    public SearchColumns FoundBy(EventView view) => _foundBy.Of(this, view);

    /// <summary>How it begins.</summary>
    public static EventBody Of(Raised raised)
    {
        var first = raised.Detection;
        var body = new EventBody
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
            Contributors = EventRoom.With([], first, raised.At),
            SlaDueAt = raised.SlaDueAt,
            SlaTerms = raised.Terms,
            Handling = raised.Handling,
            Gathering = Gathering.Of(raised),
            Asides = EventMutes.Asides(raised.Muting, raised.At),
            Historical = first.Historical,
            Unserved = raised.Unserved,
        };
        return body.Came(first, raised.Past, raised.At).Clocked(raised.At);
    }

    /// <summary>
    /// One more detection. Facts from before there were terms do not say what became of the SLA: a worse severity brought it forward, never
    /// back. What is told for the record makes nothing worse that is not, as long as the fact does not say so.
    /// </summary>
    public EventBody Joined(Merged merged)
    {
        var more = merged.Detection;
        var calls = Historical || !more.Historical || merged.Was is not null;
        var worse = calls && more.Severity < Severity;
        var held = calls || more.Severity >= Severity ? more : more with { Severity = Severity };
        var dueAt = (SlaPausedAt ?? merged.At) + Sla.For(more.Severity); // what stands still moves on by the pause
        var came = Holds(more) ? this : Came(more, merged.Past, merged.At);
        return came with
        {
            Count = Count + 1,
            Severity = worse ? more.Severity : Severity,
            SlaDueAt = merged.SlaDueAt ?? (worse && dueAt < SlaDueAt ? dueAt : SlaDueAt),
            LastDetectedAt = more.DetectedAt > LastDetectedAt ? more.DetectedAt : LastDetectedAt,
            Contributors = EventRoom.With(Contributors, held, merged.At),
            Gathering = calls ? Gathering?.With(more, merged.At) : Gathering,
            UpdatedAt = merged.At,
        };
    }

    /// <summary>One condition less.</summary>
    public EventBody Without(ConditionCleared cleared)
    {
        var body = this;
        foreach (var gone in Contributors.Where(contributor => Is(contributor, cleared)))
            body = body.Changed(gone.ConditionKey, OriginOf(gone), gone.Source, cleared.ClearedAt, past: null, cleared.At);
        return body with
        {
            Contributors = Contributors.RemoveAll(contributor => Is(contributor, cleared)),
            Leaving = Leaving?.Without(Contributors.Where(contributor => Is(contributor, cleared))),
            UpdatedAt = cleared.At,
        };
    }

    /// <summary>Unstable from here on.</summary>
    public EventBody Shaken(BecameUnstable fact) => this with { Unstable = new(fact.At, fact.Changes), UpdatedAt = fact.At };

    /// <summary>Stable again.</summary>
    public EventBody Calmed(Settled fact) => this with { Unstable = null, UpdatedAt = fact.At };

    /// <summary>Seen often enough; its SLA begins.</summary>
    public EventBody Gathered(ThresholdReached fact) =>
        (this with { Gathering = null, UpdatedAt = fact.At }).Clocked(fact.At, fact.SlaDueAt);

    /// <summary>With its time before it once more.</summary>
    public EventBody Again(Reopened reopened) =>
        (
            this with
            {
                SlaDueAt = reopened.SlaDueAt,
                SlaBreachedAt = null,
                SlaTerms = reopened.Terms,
                Asides = EventMutes.Asides(reopened.Muting, reopened.At),
                UpdatedAt = reopened.At,
            }
        ).Clocked(reopened.At);

    /// <summary>Set aside; a second time in the same way replaces the first. What is muted for another cause is muted since it first was.</summary>
    public EventBody Put(SetAside fact)
    {
        var since = AsideLimits.IsMute(fact.Kind) && AsideOf(fact.Kind) is { } before ? before.Since : fact.At;
        var asides = Asides.RemoveAll(aside => aside.Kind == fact.Kind).Add(Aside.Of(fact) with { Since = since });
        return (this with { Asides = asides, UpdatedAt = fact.At }).Clocked(fact.At);
    }

    /// <summary>Not any more.</summary>
    public EventBody Back(BroughtBack fact) =>
        (this with { Asides = Asides.RemoveAll(aside => aside.Kind == fact.Kind), UpdatedAt = fact.At }).Clocked(fact.At, fact.SlaDueAt);

    /// <summary>What is over holds no condition and is set aside no more.</summary>
    public EventBody Over(DateTimeOffset at, DateTimeOffset? slaDueAt = null) =>
        (
            this with
            {
                Contributors = [],
                Leaving = Leaving?.Without(Contributors),
                Asides = [],
                Unstable = null,
                Gathering = null,
                UpdatedAt = at,
            }
        ).Clocked(at, slaDueAt);

    /// <summary>How it is set aside in that way, if it is.</summary>
    public Aside? AsideOf(AsideKind kind)
    {
        foreach (var aside in Asides)
        {
            if (aside.Kind == kind)
                return aside;
        }
        return null;
    }

    /// <summary>When its SLA is breached; never while it stands still, and only once.</summary>
    public DateTimeOffset? SlaEndsAt() => SlaBreachedAt is null && SlaPausedAt is null ? SlaDueAt : null;

    /// <summary>When the clock has something to say.</summary>
    public DateTimeOffset? DueAt()
    {
        var due = Sooner(SlaEndsAt(), Sooner(EventUnrest.SettlesAt(this), EventGathering.EndsAt(this)));
        foreach (var aside in Asides)
            due = Sooner(due, aside.Until);
        return due;
    }

    /// <summary>When its conditions are unstable.</summary>
    [JsonIgnore]
    public Flapping Flapping => Handling?.Flapping ?? Flapping.Usual;

    /// <summary>The SLA stands still while it gathers or some aside says so, and what was left of it is left afterwards.</summary>
    EventBody Clocked(DateTimeOffset at, DateTimeOffset? counted = null) =>
        (Gathering is not null || Asides.Any(aside => aside.PausesSla), SlaPausedAt) switch
        {
            (true, null) when SlaBreachedAt is null => this with { SlaPausedAt = at },
            (false, { } since) => this with { SlaPausedAt = null, SlaDueAt = counted ?? SlaDueAt + (at - since) },
            _ => this,
        };

    /// <summary>Whether a condition keeps it open; without an origin, one of that key wherever it is, without a source whoever told it.</summary>
    public bool Holds(string conditionKey, ConditionOrigin? origin = null, string? source = null) =>
        Held(conditionKey, origin, source).Length > 0;

    /// <summary>Those conditions.</summary>
    public Values<Contributor> Held(string conditionKey, ConditionOrigin? origin, string? source) =>
        Contributors.RemoveAll(contributor => !Is(contributor, conditionKey, origin, source));

    /// <summary>Whether a condition of this source keeps it open, by its key as <see cref="CorrelationKey.OfCondition"/> makes it.</summary>
    public bool HoldsUnder(string key, string source) => Contributors.Any(held => held.Source == source && KeyOf(held) == key);

    /// <summary>The same of one that it holds or that changed in it lately.</summary>
    public bool Knows(string key, string source) => HoldsUnder(key, source) || Changes.Any(history => history.Is(key, source));

    /// <summary>Keys under which it is found when something more is told of it.</summary>
    public IReadOnlyList<string> Keys(bool isOpen)
    {
        List<string> keys = [];
        if (isOpen && Handling?.Group is { } group)
            keys.Add(group);
        foreach (var contributor in Contributors)
            keys.Add(KeyOf(contributor));
        foreach (var history in Changes)
            keys.Add(history.Condition);
        return keys.Count < 2 ? keys : [.. keys.Distinct()];
    }

    static DateTimeOffset? Sooner(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    bool Holds(Detection detection) => detection.ConditionKey is { } key && Holds(key, ConditionOrigin.Of(detection), detection.Source);

    ConditionOrigin OriginOf(Contributor contributor) => contributor.Origin ?? new(FacilityId, Category);

    string KeyOf(Contributor contributor) => CorrelationKey.OfCondition(OriginOf(contributor), contributor.ConditionKey);

    bool Is(Contributor contributor, ConditionCleared over) => Is(contributor, over.ConditionKey, over.Origin, over.Source);

    bool Is(Contributor contributor, string conditionKey, ConditionOrigin? origin, string? source) =>
        contributor.Is(conditionKey, contributor.Origin, source) && (origin is null || OriginOf(contributor) == origin);

    /// <summary>The condition of a detection came, if it has one.</summary>
    EventBody Came(Detection detection, Values<DateTimeOffset>? past, DateTimeOffset at) =>
        detection.ConditionKey is { } key
            ? Changed(key, ConditionOrigin.Of(detection), detection.Source, detection.DetectedAt, past, at)
            : this;

    /// <summary>A condition came or went, by the clock of its source; one that is ahead counts as ours.</summary>
    EventBody Changed(
        string key,
        ConditionOrigin origin,
        string source,
        DateTimeOffset then,
        Values<DateTimeOffset>? past,
        DateTimeOffset at
    )
    {
        if (Flapping.IsOff)
            return this;
        var condition = CorrelationKey.OfCondition(origin, key);
        return this with
        {
            Changes = ConditionHistory.With(Changes, condition, source, then < at ? then : at, past, Flapping),
            Unstable = Unstable is { } unstable ? unstable with { Changes = unstable.Changes + 1 } : null,
        };
    }
}
