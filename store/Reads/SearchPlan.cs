using Watchfloor.Events;

namespace Watchfloor.Store;

/// <summary>What leads to the events of a list.</summary>
enum SearchWay
{
    /// <summary>All, in the order of arrival.</summary>
    Arrival,

    /// <summary>All, in the order of urgency.</summary>
    Urgency,

    /// <summary>All, in the order of detection.</summary>
    Detection,

    /// <summary>Those that are not resolved, in the order of detection: few of all that ever were.</summary>
    Open,

    /// <summary>Those that are not closed, in the order of detection.</summary>
    Unclosed,

    /// <summary>Those in a part of the map.</summary>
    Place,

    /// <summary>Those that are set aside: some of those that are not resolved.</summary>
    Aside,

    /// <summary>Those of somebody.</summary>
    Assignee,

    /// <summary>Those with the terms that are asked for.</summary>
    Terms,
}

/// <summary>
/// Chooses the way. What is rare is found first and sorted; what is frequent is met soon on a walk in the order of the list. Databases
/// guess that badly where filters are combined, so it is counted, up to a limit.
/// </summary>
static class SearchPlan
{
    /// <summary>So many are sorted within the time that a reader has.</summary>
    public const int Few = 4_000;

    /// <summary>So many of the first events of a list tell whether the beginning of a word is a frequent one.</summary>
    public const int Sampled = 1_000;

    const int Frequent = Sampled / 20;

    /// <summary>Whether a sample must be taken: of a beginning, nobody knows but by trying how many words it stands for.</summary>
    public static bool AsksBeginnings(EventFilter filter) => filter.Words.Any(word => word.IsBeginning);

    /// <summary>
    /// The terms that can lead. A frequent beginning cannot: all that it stands for would be brought together first; it is met soon on any
    /// other way.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<SearchWord>> Leading(EventFilter filter, IReadOnlyCollection<string> sample) =>
        [
            .. filter.Terms.Where(group =>
                group is not [{ IsBeginning: true } word]
                || sample.Count(terms => terms.Contains(SearchTerms.Separator + word.Text, StringComparison.Ordinal)) < Frequent
            ),
        ];

    /// <summary>Whether the number of events with the terms decides.</summary>
    public static bool AsksTerms(EventFilter filter, bool leads) =>
        leads && (filter.IsUnclosedOnly || !filter.IsByDetection || IsLedByAssignee(filter));

    /// <summary>Whether the number of those that are not closed decides.</summary>
    public static bool AsksUnclosed(EventFilter filter) => filter is { IsUnclosedOnly: true, IsOpenOnly: false, IsByDetection: false };

    /// <summary>Whether the number of those that are set aside decides.</summary>
    public static bool AsksAside(EventFilter filter) => filter.Asides.Count > 0;

    /// <summary>Whether the number of those of somebody decides.</summary>
    public static bool AsksAssignee(EventFilter filter) => filter.IsAssigned;

    /// <summary>Whether the number of events in the box decides.</summary>
    public static bool AsksPlace(EventFilter filter) => filter is { Box: not null, IsOpenOnly: false };

    /// <summary>Whether the number of events in the time decides.</summary>
    public static bool AsksTime(EventFilter filter) =>
        filter is { IsOpenOnly: false, IsByDetection: false } && (filter.From is not null || filter.To is not null);

    /// <summary>Whether all that it asks but words stands beside the documents.</summary>
    public static bool IsBeside(SearchWay way) => way is not (SearchWay.Arrival or SearchWay.Urgency);

    public static SearchWay Choose(EventFilter filter, bool leads, bool fewTerms, bool fewPlaces, bool fewTimes, bool fewUnclosed) =>
        filter switch
        {
            _ when fewPlaces => SearchWay.Place,
            _ when fewTerms => SearchWay.Terms,
            _ when fewUnclosed => SearchWay.Unclosed,
            { Asides.Count: > 0, IsByDetection: true } => SearchWay.Aside,
            _ when IsLedByAssignee(filter) => SearchWay.Assignee,
            { IsByDetection: true, IsOpenOnly: true } => SearchWay.Open,
            { IsByDetection: true, IsUnclosedOnly: true } => SearchWay.Unclosed,
            { IsByDetection: true } when leads => SearchWay.Terms,
            { Order: EventOrder.Urgency } when !fewTimes => SearchWay.Urgency,
            { IsOpenOnly: true } => SearchWay.Open,
            { IsByDetection: true } => SearchWay.Detection,
            _ when fewTimes => SearchWay.Detection,
            _ => SearchWay.Arrival,
        };

    /// <summary>Those of one, however many, lie in the order of detection.</summary>
    static bool IsLedByAssignee(EventFilter filter) =>
        filter is { IsAssigned: true, Assignees.Count: 1, IsByDetection: true, IsOpenOnly: false };
}
