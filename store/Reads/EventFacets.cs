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
    IReadOnlyDictionary<string, int> Facilities
);

/// <summary>Counts them, one row after the other.</summary>
sealed class FacetCount(int most)
{
    readonly Dictionary<string, int> _statuses = [];
    readonly Dictionary<long, int> _severities = [];
    readonly Dictionary<string, int> _categories = [];
    readonly Dictionary<string, int> _sources = [];
    readonly Dictionary<string, int> _facilities = [];
    int _seen;

    public void Add(string? status, long severity, string? category, string? source, string? facility)
    {
        if (_seen++ >= most)
            return;
        Count(_statuses, status);
        Count(_severities, severity);
        Count(_categories, category);
        Count(_sources, source);
        Count(_facilities, facility);
    }

    public EventFacets Result =>
        new(
            Math.Min(_seen, most),
            _seen <= most,
            _statuses.ToDictionary(count => Words.Read<EventStatus>(count.Key), count => count.Value),
            _severities.ToDictionary(count => (Severity)count.Key, count => count.Value),
            _categories,
            _sources,
            _facilities
        );

    static void Count<T>(Dictionary<T, int> counts, T? word)
        where T : notnull
    {
        if (word is not null)
            counts[word] = counts.GetValueOrDefault(word) + 1;
    }
}
