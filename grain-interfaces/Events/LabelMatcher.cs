using System.Text.Json.Serialization;

namespace Watchfloor.Events;

/// <summary>How a label is held against a value. Source of the four: the matchers of Prometheus and its Alertmanager.</summary>
[GenerateSerializer, Alias("wf.LabelOperator")]
public enum LabelOperator
{
    /// <summary>The same text.</summary>
    [JsonStringEnumMemberName("=")]
    Equal = 0,

    /// <summary>Another text.</summary>
    [JsonStringEnumMemberName("!=")]
    Different = 1,

    /// <summary>The whole label is of the form that a regular expression describes.</summary>
    [JsonStringEnumMemberName("=~")]
    Like = 2,

    /// <summary>It is not.</summary>
    [JsonStringEnumMemberName("!~")]
    Unlike = 3,
}

/// <summary>
/// A condition on one label: <c>source</c>, <c>category</c>, <c>severity</c>, <c>facilityId</c>, <c>title</c>,
/// <c>conditionKey</c>, or else the attribute of that name. A label that is not there is the empty text.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.LabelMatcher")]
public sealed record LabelMatcher([property: Id(0)] string Label, [property: Id(1)] LabelOperator Operator, [property: Id(2)] string Value);
