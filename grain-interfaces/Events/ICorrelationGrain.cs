using System.Text.Json.Serialization;
using Orleans.Concurrency;

namespace Watchfloor.Events;

/// <summary>What correlation can be asked to do.</summary>
[GenerateSerializer, Immutable, Alias("wf.CorrelationCommand")]
public abstract record CorrelationCommand;

/// <summary>Something was seen: it becomes an event, joins one, or is known already.</summary>
[GenerateSerializer, Immutable, Alias("wf.Detect")]
public sealed record Detect([property: Id(0)] Detection Detection) : CorrelationCommand;

/// <summary>
/// A condition is over, whichever event holds it. Only its own source ends it; without a source it is over whoever told it. An
/// <paramref name="Occurrence"/> is taken once, for ever.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.ClearCondition")]
public sealed record ClearCondition(
    [property: Id(0)] string ConditionKey,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Occurrence? Occurrence = null,
    [property: Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source = null
) : CorrelationCommand;

/// <summary>An event that was over is open again: detections join it as before.</summary>
[GenerateSerializer, Immutable, Alias("wf.FollowEvent")]
public sealed record FollowEvent([property: Id(0)] string EventId, [property: Id(1)] DateTimeOffset DetectedAt) : CorrelationCommand;

/// <summary>What became of a detection or a clear.</summary>
[GenerateSerializer, Alias("wf.IngestOutcome")]
public enum IngestOutcome
{
    /// <summary>A new event.</summary>
    Created = 0,

    /// <summary>Joined an open event.</summary>
    Merged = 1,

    /// <summary>This occurrence was known; nothing changed.</summary>
    Duplicate = 2,

    /// <summary>A condition is over.</summary>
    Cleared = 3,

    /// <summary>No open event holds this condition; nothing changed.</summary>
    Unchanged = 4,
}

/// <summary>
/// The answer to a detection or a clear. <paramref name="Problem"/> is set, and the event id empty, where it was refused; empty it
/// is as well where nothing was there to clear.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.Detected")]
public sealed record Detected(
    [property: Id(0)] string EventId,
    [property: Id(1)] IngestOutcome Outcome,
    [property: Id(2)] string? Problem = null
);

/// <summary>
/// The door of one facility and category, or the events that a correlation rule groups. A detection goes through its door, where the
/// rules say whether it stays or goes on to a group; all that share events pass through one place, in order, so that two at once become
/// one event. Clears go through the door alone. Key: <c>tenant/facilityId|category</c>, the facility empty where there is none, or
/// <c>tenant/g:ruleId:values</c>.
/// </summary>
[Alias("wf.ICorrelationGrain")]
public interface ICorrelationGrain : ICommanded<CorrelationCommand>
{
    /// <summary>Returns when the event is durable.</summary>
    [Alias("Take"), AlwaysInterleave]
    Task<Detected> Take(Detection detection, RequestId request, CancellationToken cancellation = default);

    /// <summary>The same as the command, and says which event it was. Returns when the end of the condition is durable.</summary>
    [Alias("Clear")]
    Task<Detected> Clear(ClearCondition clear, RequestId request, CancellationToken cancellation = default);
}
