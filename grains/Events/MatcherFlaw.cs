namespace Watchfloor.Events;

/// <summary>What makes matchers senseless.</summary>
public static class MatcherFlaw
{
    /// <summary>So many in one list.</summary>
    public const int Most = 20;

    const int LongestLabel = 64;
    const int LongestValue = 300;

    /// <summary>The first flaw as a sentence that begins with the field, or null.</summary>
    public static string? Of(Values<LabelMatcher> matchers, string field) =>
        matchers.Length > Most
            ? $"{field} holds at most {Most} matchers"
            : matchers.Select(matcher => Of(matcher, field)).FirstOrDefault(flaw => flaw is not null);

    /// <summary>The flaw of a name of a label, or null.</summary>
    public static string? OfLabel(string? label) =>
        string.IsNullOrWhiteSpace(label) || label.Length > LongestLabel
            ? $"must be the name of a label, 1 to {LongestLabel} characters"
            : null;

    static string? Of(LabelMatcher matcher, string field) =>
        OfLabel(matcher.Label) is { } label ? $"{field}: label {label}"
        : !Enum.IsDefined(matcher.Operator) ? $"{field}: operator must be one of = != =~ !~"
        : matcher.Value is null || matcher.Value.Length > LongestValue ? $"{field}: value must have at most {LongestValue} characters"
        : matcher.Operator is LabelOperator.Like or LabelOperator.Unlike && LabelPatterns.FlawOf(matcher.Value) is { } pattern
            ? $"{field}: {matcher.Value} {pattern}"
        : null;
}
