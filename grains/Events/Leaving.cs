using System.Text.Json.Serialization;

namespace Watchfloor.Events;

/// <summary>
/// What is on its way from an event to another one, and still held here: all of it (a merge), or some conditions (a split).
/// <paramref name="Gone"/> are those that ended meanwhile, so that the other one hears of it. It was told <paramref name="Since"/> then.
/// </summary>
public sealed record Leaving(
    string To,
    int Turn,
    string By,
    bool IsWhole,
    Values<ConditionName> Some,
    Values<Contributor> Gone,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Since = null
)
{
    /// <summary>All of it.</summary>
    public static Leaving Of(MergeBegun fact) => new(fact.Into, fact.Turn, fact.By, IsWhole: true, [], [], fact.At);

    /// <summary>Some conditions.</summary>
    public static Leaving Of(SplitBegun fact) =>
        new(
            fact.NewId,
            fact.Turn,
            fact.By,
            IsWhole: false,
            fact.Contributors.Map(contributor => new ConditionName(contributor.ConditionKey, contributor.Origin, contributor.Source)),
            [],
            fact.At
        );

    /// <summary>Whether a condition is on its way.</summary>
    public bool Takes(Contributor contributor) => IsWhole || Some.Any(some => contributor.Is(some.Key, some.Origin, some.Source));

    /// <summary>Whether the other one holds it: what ended here meanwhile and returned stays here.</summary>
    public bool Took(Contributor contributor) =>
        Takes(contributor) && !Gone.Any(gone => gone.Is(contributor.ConditionKey, contributor.Origin, contributor.Source));

    /// <summary>Of those that it holds by now, the ones that it was not told as they are. What is told for the record makes nothing worse.</summary>
    public Values<Contributor> Renewed(EventBody body) =>
        body.Historical ? [] : body.Contributors.RemoveAll(held => !Took(held) || !(held.Seen > Since));

    /// <summary>These ended here.</summary>
    public Leaving Without(IEnumerable<Contributor> over) => this with { Gone = [.. Gone, .. over.Where(Takes)] };
}

/// <summary>What tells a condition from all others of an event; kept before sources were told apart, it names none.</summary>
public sealed record ConditionName(
    string Key,
    ConditionOrigin? Origin,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source = null
);
