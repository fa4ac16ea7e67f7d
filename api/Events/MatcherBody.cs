using System.Text.Json.Serialization;

namespace Watchfloor.Events;

/// <summary>A condition on one label.</summary>
sealed record MatcherBody
{
    /// <summary><c>source</c>, <c>category</c>, <c>severity</c>, <c>facilityId</c>, <c>title</c>, <c>conditionKey</c>, or the name of an attribute.</summary>
    public required string Label { get; init; }

    /// <summary><c>=~</c> and <c>!~</c> take a regular expression that the whole label must fit.</summary>
    public required LabelOperator Operator { get; init; }

    /// <summary>At most 300 characters; what is not there is the empty text.</summary>
    public required string Value { get; init; }

    /// <summary>As it is kept.</summary>
    [JsonIgnore]
    public LabelMatcher Kept => new(Label, Operator, Value);

    /// <summary>As it is shown.</summary>
    public static MatcherBody Of(LabelMatcher matcher) =>
        new()
        {
            Label = matcher.Label,
            Operator = matcher.Operator,
            Value = matcher.Value,
        };
}
