using Watchfloor.Store;

namespace Watchfloor.Events;

/// <summary>How many of the events that a filter lets through have which words.</summary>
/// <param name="Counted">How many were counted.</param>
/// <param name="IsComplete">True where that is all of them; else the newest ones were.</param>
/// <param name="Status">By status.</param>
/// <param name="Severity">By severity.</param>
/// <param name="Category">By category.</param>
/// <param name="Source">By source.</param>
/// <param name="FacilityId">By facility; events without one are not among them.</param>
/// <param name="Assignee">By whose they are; nobody's are not among them.</param>
/// <param name="Aside">By how they are set aside; one that is in two ways counts for both.</param>
sealed record FacetsView(
    int Counted,
    bool IsComplete,
    IReadOnlyDictionary<string, int> Status,
    IReadOnlyDictionary<string, int> Severity,
    IReadOnlyDictionary<string, int> Category,
    IReadOnlyDictionary<string, int> Source,
    IReadOnlyDictionary<string, int> FacilityId,
    IReadOnlyDictionary<string, int> Assignee,
    IReadOnlyDictionary<string, int> Aside
)
{
    public static FacetsView Of(EventFacets facets) =>
        new(
            facets.Counted,
            facets.IsComplete,
            Wire(facets.Statuses),
            Wire(facets.Severities),
            facets.Categories,
            facets.Sources,
            facets.Facilities,
            facets.Assignees,
            Wire(facets.Asides)
        );

    static Dictionary<string, int> Wire<T>(IReadOnlyDictionary<T, int> counts)
        where T : struct, Enum => counts.ToDictionary(count => Input.Words.Wire(count.Key), count => count.Value, StringComparer.Ordinal);
}
