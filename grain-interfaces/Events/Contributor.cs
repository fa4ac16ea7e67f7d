using System.Text.Json.Serialization;

namespace Watchfloor.Events;

/// <summary>
/// A condition that keeps an event open. Its key names it within its source, facility and category; without an origin they are those of the event. <paramref name="Severity"/> is the
/// worst that it was detected with, <paramref name="Seen"/> when it was told last, by our clock, and <paramref name="Newest"/> when it was
/// detected last, by the clock of its source (one that is ahead counts as ours); readers are not shown these.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.Contributor")]
public sealed record Contributor(
    [property: Id(0)] string ConditionKey,
    [property: Id(1)] string Source,
    [property: Id(2)] string Title,
    [property: Id(3)] DateTimeOffset Since,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConditionOrigin? Origin = null,
    [property: Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Severity? Severity = null,
    [property: Id(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Seen = null,
    [property: Id(7), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Newest = null
)
{
    /// <summary>
    /// Whether it is this condition: the same key may come and go in several facilities and categories, and mean another thing to another
    /// source. Without a source, whoever told it.
    /// </summary>
    public bool Is(string conditionKey, ConditionOrigin? origin, string? source) =>
        ConditionKey == conditionKey && Origin == origin && (source is null || source == Source);
}
