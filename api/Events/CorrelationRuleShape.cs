using Watchfloor.Catalogue;
using Watchfloor.Input;
using Watchfloor.Security;

namespace Watchfloor.Events;

/// <summary>What is special about correlation rules.</summary>
sealed class CorrelationRuleShape : ICatalogueShape<CorrelationRuleSpec, CorrelationRuleInput, CorrelationRuleView>
{
    const int MostMatchers = 20;
    const int MostLabels = 10;
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    static readonly TimeSpan UsualWindow = TimeSpan.FromMinutes(30);

    public string Kind => Kinds.CorrelationRule;

    public string Noun => "correlation rule";

    public ValueTask<CorrelationRuleSpec?> Spec(
        CorrelationRuleInput input,
        string id,
        Entry<CorrelationRuleSpec>? before,
        Complaints complaints,
        Caller caller,
        CancellationToken cancellation
    )
    {
        complaints.Name("name", input.Name);
        Check(input.Match, complaints);
        Check(input.GroupBy, complaints);
        complaints.Between("window", input.Window, Shortest, Longest);
        complaints.Unless(input.Threshold is not { Count: < 2 or > 20 }, "threshold.count", "must be from 2 to 20");
        complaints.Between("threshold.within", input.Threshold?.Within, Shortest, Longest);
        complaints.Unless(
            input.Threshold is not { } threshold || threshold.Within <= (input.Window ?? UsualWindow),
            "threshold.within",
            "must not be longer than the window, which is PT30M where nothing else is said"
        );
        if (input.Flapping is { } flapping)
            Check(flapping, complaints);
        return new(ToSpec(input));
    }

    public CorrelationRuleView View(Entry<CorrelationRuleSpec> entry)
    {
        var rule = entry.Spec;
        return new(
            entry.Id,
            rule.Name,
            [.. rule.Match.Select(MatcherBody.Of)],
            [.. rule.GroupBy],
            rule.Window,
            rule.Threshold is { } threshold ? new() { Count = threshold.Count, Within = threshold.Within } : null,
            rule.Flapping switch
            {
                null => null,
                { IsOff: true } => new() { Off = true },
                var flapping => new() { Changes = flapping.Changes, Within = flapping.Within },
            },
            entry.Version
        );
    }

    static void Check(IReadOnlyList<MatcherBody>? matchers, Complaints complaints)
    {
        complaints.Unless((matchers?.Count ?? 0) <= MostMatchers, "match", $"must be at most {MostMatchers}");
        for (var i = 0; i < Math.Min(matchers?.Count ?? 0, MostMatchers); i++)
        {
            complaints.Printable($"match[{i}].label", matchers![i].Label, 64);
            complaints.Text($"match[{i}].value", matchers[i].Value, 0, 300);
        }
    }

    static void Check(IReadOnlyList<string>? labels, Complaints complaints)
    {
        if (labels is null)
            return;
        complaints.Unless(labels.Count is >= 1 and <= MostLabels, "groupBy", $"must be 1 to {MostLabels} labels, or absent");
        complaints.Unless(labels.Distinct().Count() == labels.Count, "groupBy", "must name each label once");
        for (var i = 0; i < Math.Min(labels.Count, MostLabels); i++)
            complaints.Printable($"groupBy[{i}]", labels[i], 64);
    }

    static void Check(FlappingBody flapping, Complaints complaints)
    {
        var isSaid = flapping is { Changes: not null, Within: not null };
        complaints.Unless(isSaid != flapping.Off, "flapping", "must be changes and within, or off");
        complaints.Unless(!flapping.Off || flapping is { Changes: null, Within: null }, "flapping", "must be changes and within, or off");
        complaints.Unless(flapping.Changes is not (< 3 or > 20), "flapping.changes", "must be from 3 to 20");
        complaints.Between("flapping.within", flapping.Within, Shortest, Longest);
    }

    static CorrelationRuleSpec ToSpec(CorrelationRuleInput input) =>
        new(
            input.Name,
            Values.From((input.Match ?? []).Select(matcher => matcher.Kept)),
            Values.From(input.GroupBy ?? []),
            input.Window,
            input.Threshold is { } threshold ? new(threshold.Count, threshold.Within) : null,
            input.Flapping switch
            {
                null => null,
                { Off: true } => Flapping.Off,
                var flapping => new(flapping.Changes ?? 0, flapping.Within ?? TimeSpan.Zero),
            }
        );
}
