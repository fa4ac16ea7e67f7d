using System.Text.Json.Serialization;

namespace Watchfloor.Events;

/// <summary>
/// A condition that keeps an event open. Without an origin it is of the event's own facility and category. <paramref name="Severity"/> is the
/// worst that it was detected with, <paramref name="Seen"/> when it was told last, by our clock; readers are not shown it.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.Contributor")]
public sealed record Contributor(
    [property: Id(0)] string ConditionKey,
    [property: Id(1)] string Source,
    [property: Id(2)] string Title,
    [property: Id(3)] DateTimeOffset Since,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConditionOrigin? Origin = null,
    [property: Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Severity? Severity = null,
    [property: Id(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Seen = null
)
{
    /// <summary>Whether it is this condition: the same key may come and go in several facilities and categories.</summary>
    public bool Is(string conditionKey, ConditionOrigin? origin) => ConditionKey == conditionKey && Origin == origin;
}
