using System.Security.Cryptography;
using System.Text.Json;
using Watchfloor.Events;

namespace Watchfloor.Store;

/// <summary>The order of an event list.</summary>
public enum EventOrder
{
    /// <summary>By arrival, newest first.</summary>
    Newest,

    /// <summary>Unresolved first, unacknowledged before the others, then by severity, then oldest first.</summary>
    Urgency,

    /// <summary>By detection, latest first.</summary>
    LatestDetected,

    /// <summary>By detection, earliest first.</summary>
    EarliestDetected,
}

/// <summary>A part of the map in degrees. Where it begins in the east of where it ends, it goes around the back of the earth.</summary>
public sealed record GeoBox(double MinLon, double MinLat, double MaxLon, double MaxLat);

/// <summary>Which events. An empty list matches all.</summary>
public sealed record EventFilter(
    IReadOnlyList<EventStatus> Statuses,
    IReadOnlyList<Severity> Severities,
    EventOrder Order = EventOrder.Newest
)
{
    /// <summary>Who saw it first.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>What about.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Where.</summary>
    public IReadOnlyList<string> Facilities { get; init; } = [];

    /// <summary>Whose.</summary>
    public IReadOnlyList<string> Assignees { get; init; } = [];

    /// <summary>Nobody's, beside those of <see cref="Assignees"/>.</summary>
    public bool Unassigned { get; init; }

    /// <summary>Set aside in one of these ways.</summary>
    public IReadOnlyList<AsideKind> Asides { get; init; } = [];

    /// <summary>Detected then or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Detected before that.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>All of them stand in it.</summary>
    public IReadOnlyList<SearchWord> Words { get; init; } = [];

    /// <summary>Where on the map; null: anywhere, also nowhere.</summary>
    public GeoBox? Box { get; init; }

    /// <summary>Unresolved ones alone.</summary>
    internal bool IsOpenOnly => Statuses.Count > 0 && Statuses.All(status => status < EventStatus.Resolved);

    /// <summary>Closed ones not.</summary>
    internal bool IsUnclosedOnly => Statuses.Count > 0 && !Statuses.Contains(EventStatus.Closed);

    /// <summary>In the order of detection.</summary>
    internal bool IsByDetection => Order is EventOrder.LatestDetected or EventOrder.EarliestDetected;

    /// <summary>Somebody's alone, not nobody's too.</summary>
    internal bool IsAssigned => Assignees.Count > 0 && !Unassigned;

    /// <summary>What must be among the terms of an event: one of each group.</summary>
    internal IReadOnlyList<IReadOnlyList<SearchWord>> Terms =>
        [
            .. Words.Select(word => (IReadOnlyList<SearchWord>)[word]),
            .. new[]
            {
                Labels(SearchTerms.Facility, Facilities),
                Labels(SearchTerms.Category, Categories),
                Labels(SearchTerms.Source, Sources),
                Severities.Distinct().Count() < Enum.GetValues<Severity>().Length
                    ? [.. Severities.Select(severity => new SearchWord(SearchTerms.Label(severity), IsBeginning: false)).Distinct()]
                    : [],
            }.Where(group => group.Count > 0),
        ];

    /// <summary>The name of the list for cursors: another filter is another list.</summary>
    internal string Name(TenantId tenant) =>
        $"events/{tenant}/{Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)).AsSpan(0, 12))}";

    static List<SearchWord> Labels(char kind, IReadOnlyList<string> values) =>
        [.. values.Select(value => new SearchWord(SearchTerms.Label(kind, value), IsBeginning: false)).Distinct()];
}
