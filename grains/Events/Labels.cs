namespace Watchfloor.Events;

/// <summary>What matchers see of a detection or an event.</summary>
public abstract class Labels
{
    /// <summary>Those of a detection.</summary>
    public static Labels Of(Detection detection) => new Detected(detection);

    /// <summary>Those of an event: what it began with, at the severity that it has now.</summary>
    public static Labels Of(EventBody body) => new Known(body);

    /// <summary>The empty text where there is none.</summary>
    public abstract string this[string label] { get; }

    /// <summary>Whether all of them hold; none do always.</summary>
    public bool Match(Values<LabelMatcher> matchers)
    {
        foreach (var matcher in matchers)
        {
            if (!Holds(matcher, this[matcher.Label]))
                return false;
        }
        return true;
    }

    /// <summary>Whether a label is as a matcher wants it.</summary>
    public static bool Holds(LabelMatcher matcher, string label) =>
        matcher.Operator switch
        {
            LabelOperator.Equal => label == matcher.Value,
            LabelOperator.Different => label != matcher.Value,
            LabelOperator.Like => LabelPatterns.Fits(label, matcher.Value),
            _ => !LabelPatterns.Fits(label, matcher.Value),
        };

    static string Attribute(Values<EventAttribute> attributes, string name)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Name == name)
                return attribute.Value;
        }
        return "";
    }

    sealed class Detected(Detection detection) : Labels
    {
        public override string this[string label] =>
            label switch
            {
                "source" => detection.Source,
                "category" => detection.Category,
                "severity" => WireWords.Of(detection.Severity),
                "facilityId" => detection.FacilityId ?? "",
                "title" => detection.Title,
                "conditionKey" => detection.ConditionKey ?? "",
                _ => Attribute(detection.Attributes, label),
            };
    }

    sealed class Known(EventBody body) : Labels
    {
        public override string this[string label] =>
            label switch
            {
                "source" => body.Source,
                "category" => body.Category,
                "severity" => WireWords.Of(body.Severity),
                "facilityId" => body.FacilityId ?? "",
                "title" => body.Title,
                "conditionKey" => body.Contributors is [var first, ..] ? first.ConditionKey : "",
                _ => Attribute(body.Attributes, label),
            };
    }
}
