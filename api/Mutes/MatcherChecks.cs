using Watchfloor.Events;
using Watchfloor.Input;

namespace Watchfloor.Mutes;

/// <summary>The ranges of matchers; whether an expression can be run is for the thing itself to say.</summary>
static class MatcherChecks
{
    const int Most = 20;
    const int LongestLabel = 64;
    const int LongestValue = 300;

    public static void Matchers(this Complaints complaints, string field, IReadOnlyList<MatcherBody>? matchers)
    {
        complaints.Unless(matchers is null || matchers.Count <= Most, field, $"must hold at most {Most} matchers");
        for (var i = 0; i < Math.Min(matchers?.Count ?? 0, Most); i++)
        {
            complaints.LabelName($"{field}[{i}].label", matchers![i].Label);
            complaints.Text($"{field}[{i}].value", matchers[i].Value, 0, LongestValue);
        }
    }

    public static void LabelName(this Complaints complaints, string field, string label)
    {
        complaints.Unless(!string.IsNullOrWhiteSpace(label), field, "must not be blank");
        complaints.Printable(field, label, LongestLabel);
    }

    /// <summary>As they are kept.</summary>
    public static Values<LabelMatcher> Kept(IReadOnlyList<MatcherBody>? matchers) =>
        Values.From((matchers ?? []).Select(matcher => matcher.Kept));
}
