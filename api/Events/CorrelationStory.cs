using System.Xml;

namespace Watchfloor.Events;

/// <summary>That an event was seen often enough, that its conditions came and went too often, and settled, as sentences.</summary>
static class CorrelationStory
{
    public static TimelineItem Reached(ThresholdReached fact) =>
        new(
            fact.At,
            TimelineType.ThresholdReached,
            null,
            "It was seen often enough: from here on it calls for people.",
            new Details { { "count", $"{fact.Count}" }, { "within", XmlConvert.ToString(fact.Within) } }.Given
        );

    public static TimelineItem Unstable(BecameUnstable fact) =>
        new(
            fact.At,
            TimelineType.BecameUnstable,
            null,
            $"The condition {fact.ConditionKey} came and went {fact.Changes} times: it is unstable, and stays one event until it settles.",
            new Details
            {
                { "conditionKey", fact.ConditionKey },
                { "changes", $"{fact.Changes}" },
                { "within", XmlConvert.ToString(fact.Within) },
            }.Given
        );

    public static TimelineItem Settled(Settled fact) =>
        new(
            fact.At,
            TimelineType.Settled,
            null,
            $"Its conditions have settled after {fact.Changes} changes.",
            new Details { { "changes", $"{fact.Changes}" } }.Given
        );
}
