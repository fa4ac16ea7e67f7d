using System.Globalization;
using Watchfloor.Events;

namespace Watchfloor.Devices;

/// <summary>What a condition that is met says to people, and to correlation.</summary>
static class ThresholdWords
{
    public const string Source = "threshold";

    public static string ConditionKey(WatchedRule rule) => $"rule:{rule.RuleId}:{rule.Spec.Tag}";

    public static Detection Detection(WatchedRule rule, ConditionMet met) =>
        new(
            Source,
            ExternalId: $"{rule.RuleId}@{met.Seq}",
            ConditionKey(rule),
            rule.Spec.Severity,
            rule.Spec.Category,
            rule.Spec.FacilityId,
            Title(rule.Spec, met),
            Description: null,
            DetectedAt: Json.Instants.Truncate(met.Since + rule.Spec.Time()),
            Location: null,
            Attributes(rule, met)
        );

    public static ClearCondition Over(WatchedRule rule, ConditionOver over) => new(ConditionKey(rule), over.Since, Source: Source);

    /// <summary>"Discharge pressure high: 8.4 is above 8 for 10 s".</summary>
    public static string Title(ThresholdRuleSpec rule, ConditionMet met)
    {
        var (value, limit) = (Number(met.Value), Number(rule.Limit));
        return met.Uncertain ? $"{rule.Name}: {value} was {Relation(rule.Operator)} {limit}, then no more samples"
            : rule.Time() > TimeSpan.Zero ? $"{rule.Name}: {value} is {Relation(rule.Operator)} {limit} for {Duration(rule.Time())}"
            : $"{rule.Name}: {value} is {Relation(rule.Operator)} {limit}";
    }

    static Values<EventAttribute> Attributes(WatchedRule rule, ConditionMet met)
    {
        Values<EventAttribute> attributes =
        [
            new("rule", rule.RuleId),
            new("tag", rule.Spec.Tag),
            new("value", Number(met.Value)),
            new("limit", Number(rule.Spec.Limit)),
        ];
        return met.Uncertain ? attributes.Add(new("certainty", "uncertain")) : attributes;
    }

    static string Relation(Comparison comparison) =>
        comparison switch
        {
            Comparison.Above => "above",
            Comparison.AtLeast => "at least",
            Comparison.Below => "below",
            Comparison.AtMost => "at most",
            Comparison.Equal => "equal to",
            _ => "other than",
        };

    static string Number(double value)
    {
        var size = Math.Abs(value);
        var format = size is 0 or >= 0.001 and < 1e15 ? "0.###" : "G4";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    static string Duration(TimeSpan time)
    {
        (double Amount, string Unit)[] parts = [(time.Days, "d"), (time.Hours, "h"), (time.Minutes, "min"), (time.TotalSeconds % 60, "s")];
        return string.Join(' ', parts.Where(part => part.Amount > 0).Select(part => $"{Number(part.Amount)} {part.Unit}"));
    }
}
