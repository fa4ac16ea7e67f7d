using Watchfloor.Events;

namespace Watchfloor.Store;

/// <summary>How many events have which words. <paramref name="IsComplete"/>: all that match were counted, not only the newest.</summary>
public sealed record EventFacets(
    int Counted,
    bool IsComplete,
    IReadOnlyDictionary<EventStatus, int> Statuses,
    IReadOnlyDictionary<Severity, int> Severities,
    IReadOnlyDictionary<string, int> Categories,
    IReadOnlyDictionary<string, int> Sources,
    IReadOnlyDictionary<string, int> Facilities,
    IReadOnlyDictionary<string, int> Assignees,
    IReadOnlyDictionary<AsideKind, int> Asides
);

/// <summary>The words of one event.</summary>
readonly record struct FacetRow(
    string? Status,
    long Severity,
    string? Category,
    string? Source,
    string? Facility,
    string? Assignee,
    long Asides
)
{
    public const string Columns =
        "s.status, coalesce(s.severity, 0), s.category, s.source, s.facility_id, s.assignee, coalesce(s.asides, 0)";
}

/// <summary>Counts them, one row after the other.</summary>
sealed class FacetCount(int most)
{
    readonly Dictionary<string, int> _statuses = [];
    readonly Dictionary<long, int> _severities = [];
    readonly Dictionary<string, int> _categories = [];
    readonly Dictionary<string, int> _sources = [];
    readonly Dictionary<string, int> _facilities = [];
    readonly Dictionary<string, int> _assignees = [];
    readonly Dictionary<AsideKind, int> _asides = [];
    int _seen;

    public void Add(FacetRow row)
    {
        if (_seen++ >= most)
            return;
        Count(_statuses, row.Status);
        Count(_severities, row.Severity);
        Count(_categories, row.Category);
        Count(_sources, row.Source);
        Count(_facilities, row.Facility);
        Count(_assignees, row.Assignee);
        foreach (var kind in row.Asides == 0 ? [] : AsideMarks.Read(row.Asides))
            Count(_asides, kind);
    }

    public EventFacets Result =>
        new(
            Math.Min(_seen, most),
            _seen <= most,
            _statuses.ToDictionary(count => Words.Read<EventStatus>(count.Key), count => count.Value),
            _severities.ToDictionary(count => (Severity)count.Key, count => count.Value),
            _categories,
            _sources,
            _facilities,
            _assignees,
            _asides
        );

    static void Count<T>(Dictionary<T, int> counts, T? word)
        where T : notnull
    {
        if (word is not null)
            counts[word] = counts.GetValueOrDefault(word) + 1;
    }
}
