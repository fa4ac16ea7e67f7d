using Watchfloor.Catalogue;

namespace Watchfloor.Events;

/// <summary>What makes a correlation rule senseless, and how far its numbers go.</summary>
public static class CorrelationRuleFlaw
{
    /// <summary>Matchers of a rule.</summary>
    public const int MostMatchers = 20;

    /// <summary>Labels that it groups by.</summary>
    public const int MostLabels = 10;

    /// <summary>Characters of a label.</summary>
    public const int LongestLabel = 64;

    /// <summary>Characters that a label is held against.</summary>
    public const int LongestValue = 300;

    /// <summary>Detections that a threshold asks for.</summary>
    public const int MostDetections = 20;

    /// <summary>Changes that make a condition unstable.</summary>
    public const int FewestChanges = 3;

    /// <summary>Changes that make a condition unstable.</summary>
    public const int MostChanges = 20;

    /// <summary>No time of a rule is shorter.</summary>
    public static TimeSpan Shortest { get; } = TimeSpan.FromSeconds(1);

    /// <summary>No time of a rule is longer.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(7);

    /// <summary>The first flaw as a sentence, or null.</summary>
    public static string? Of(CorrelationRuleSpec spec) =>
        SpecFlaws.OfName(spec.Name)
        ?? spec switch
        {
            { Match.Length: > MostMatchers } => $"match must be at most {MostMatchers} matchers",
            { Match: var match } when match.Any(one => !IsLabel(one.Label)) => LabelWords,
            { Match: var match } when match.Any(one => !Enum.IsDefined(one.Operator)) => "operator must be one of = != =~ !~",
            { Match: var match } when match.Any(one => one.Value is not { Length: <= LongestValue }) =>
                $"a value has at most {LongestValue} characters",
            { Match: var match } when match.Select(OfPattern).FirstOrDefault(flaw => flaw is not null) is { } flaw => $"a value {flaw}",
            { GroupBy.Length: > MostLabels } => $"groupBy must be at most {MostLabels} labels",
            { GroupBy: var labels } when labels.Any(label => !IsLabel(label)) => LabelWords,
            { GroupBy: var labels } when labels.Distinct().Count() < labels.Length => "groupBy must name each label once",
            { Window: { } window } when !IsTime(window) => "window must be from PT1S to P7D",
            { Threshold: { Count: < 2 or > MostDetections } } => $"threshold.count must be from 2 to {MostDetections}",
            { Threshold: { } threshold } when !IsTime(threshold.Within) || threshold.Within > (spec.Window ?? CorrelationRules.Window) =>
                "threshold.within must be from PT1S to the window",
            { Flapping: { IsOff: false } flapping } when flapping.Changes is < FewestChanges or > MostChanges =>
                $"flapping.changes must be from {FewestChanges} to {MostChanges}",
            { Flapping: { IsOff: false } flapping } when !IsTime(flapping.Within) => "flapping.within must be from PT1S to P7D",
            _ => null,
        };

    /// <summary>What is wrong with the expression of a matcher; null: nothing, or it has none.</summary>
    public static string? OfPattern(LabelMatcher matcher) =>
        matcher.Operator is LabelOperator.Like or LabelOperator.Unlike ? LabelPatterns.FlawOf(matcher.Value) : null;

    const string LabelWords = "a label has 1 to 64 characters";

    static bool IsLabel(string? label) => label is { Length: >= 1 and <= LongestLabel };

    static bool IsTime(TimeSpan time) => time >= Shortest && time <= Longest;
}
