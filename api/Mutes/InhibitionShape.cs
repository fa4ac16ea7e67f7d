using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Input;
using Watchfloor.Security;

namespace Watchfloor.Mutes;

/// <summary>An inhibition rule: while an event that matches the source is open, those that match the target are muted.</summary>
sealed record InhibitionInput
{
    /// <summary>1–200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>1–20 matchers, which all must hold.</summary>
    public required IReadOnlyList<MatcherBody> Source { get; init; }

    /// <summary>At most 20; without any it mutes all others.</summary>
    public required IReadOnlyList<MatcherBody> Target { get; init; }

    /// <summary>At most 10 labels, which must be there on both and the same.</summary>
    public IReadOnlyList<string>? Equal { get; init; }
}

/// <summary>An inhibition rule.</summary>
sealed record InhibitionView(
    string Id,
    string Name,
    IReadOnlyList<MatcherBody> Source,
    IReadOnlyList<MatcherBody> Target,
    IReadOnlyList<string> Equal,
    long Version
);

/// <summary>What is special about inhibition rules.</summary>
sealed class InhibitionShape : ICatalogueShape<InhibitionSpec, InhibitionInput, InhibitionView>
{
    const int MostEqual = 10;

    public string Kind => Kinds.Inhibition;

    public string Noun => "inhibition rule";

    public ValueTask<InhibitionSpec?> Spec(
        InhibitionInput input,
        string id,
        Entry<InhibitionSpec>? before,
        Complaints complaints,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var equal = input.Equal ?? [];
        complaints.Name("name", input.Name);
        complaints.Unless(input.Source.Count > 0, "source", "must hold a matcher: not every event mutes others");
        complaints.Matchers("source", input.Source);
        complaints.Matchers("target", input.Target);
        complaints.Unless(equal.Count <= MostEqual, "equal", $"must hold at most {MostEqual} labels");
        complaints.Unless(equal.Distinct(StringComparer.Ordinal).Count() == equal.Count, "equal", "must name each label once");
        for (var i = 0; i < Math.Min(equal.Count, MostEqual); i++)
            complaints.LabelName($"equal[{i}]", equal[i]);
        return new(new InhibitionSpec(input.Name, MatcherChecks.Kept(input.Source), MatcherChecks.Kept(input.Target), Values.From(equal)));
    }

    public InhibitionView View(Entry<InhibitionSpec> entry)
    {
        var (name, source, target, equal) = entry.Spec;
        return new(entry.Id, name, [.. source.Select(MatcherBody.Of)], [.. target.Select(MatcherBody.Of)], equal, entry.Version);
    }
}
