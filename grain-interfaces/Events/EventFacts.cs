using System.Text.Json.Serialization;
using Watchfloor.ServiceLevels;

namespace Watchfloor.Events;

/// <summary>What has happened to an event, for ever.</summary>
public abstract record EventFact(DateTimeOffset At);

/// <summary>
/// It began; <paramref name="SlaDueAt"/> counts from receipt, by <paramref name="Terms"/> where a policy is for it. <paramref name="Unserved"/>: no
/// policy had a level for it, so that its escalations need not hear of it.
/// </summary>
[Fact("raised")]
public sealed record Raised(
    Detection Detection,
    DateTimeOffset SlaDueAt,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Handling? Handling = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Values<DateTimeOffset>? Past = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Muting? Muting = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SlaTerms? Terms = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Unserved = false
) : EventFact(At);

/// <summary>
/// The same trouble was seen once more. <paramref name="SlaDueAt"/> where the end of the SLA was counted anew; <paramref name="Was"/> is the
/// severity that was not as bad.
/// </summary>
[Fact("merged")]
public sealed record Merged(
    Detection Detection,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Values<DateTimeOffset>? Past = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SlaDueAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Severity? Was = null
) : EventFact(At);

/// <summary>A condition returned to normal. Facts from before sources were told apart name none: whoever told it, it was over.</summary>
[Fact("condition-cleared")]
public sealed record ConditionCleared(
    string ConditionKey,
    DateTimeOffset ClearedAt,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Occurrence? Occurrence = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConditionOrigin? Origin = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source = null
) : EventFact(At);

/// <summary>It was seen often enough: from here on it calls for people. <paramref name="SlaDueAt"/> where business hours were counted anew.</summary>
[Fact("threshold-reached")]
public sealed record ThresholdReached(
    int Count,
    TimeSpan Within,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SlaDueAt = null
) : EventFact(At);

/// <summary>A condition came and went too often: nothing that it does ends the event now, or begins another.</summary>
[Fact("became-unstable")]
public sealed record BecameUnstable(string ConditionKey, int Changes, TimeSpan Within, DateTimeOffset At) : EventFact(At);

/// <summary>Its conditions have come and gone less often for a time; <paramref name="Changes"/> is how often in all.</summary>
[Fact("settled")]
public sealed record Settled(int Changes, DateTimeOffset At) : EventFact(At);

/// <summary>Somebody has it.</summary>
[Fact("acknowledged")]
public sealed record Acknowledged(string By, DateTimeOffset At) : EventFact(At);

/// <summary>Nobody has it any more; <paramref name="By"/> is <c>system</c> where it got worse.</summary>
[Fact("unacknowledged")]
public sealed record Unacknowledged(string By, string? Reason, DateTimeOffset At) : EventFact(At);

/// <summary>Somebody had the next level paged at once.</summary>
[Fact("escalated")]
public sealed record Escalated(string By, string? Reason, DateTimeOffset At) : EventFact(At);

/// <summary>Work began.</summary>
[Fact("started")]
public sealed record Started(string By, DateTimeOffset At) : EventFact(At);

/// <summary>
/// Over; <paramref name="By"/> is <c>system</c> where the last condition cleared. <paramref name="SlaDueAt"/> where the SLA stood still until
/// then and its hours were counted anew.
/// </summary>
[Fact("resolved")]
public sealed record Resolved(
    string By,
    bool Forced,
    string? Note,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SlaDueAt = null
) : EventFact(At);

/// <summary>Done with.</summary>
[Fact("closed")]
public sealed record Closed(string By, DateTimeOffset At) : EventFact(At);

/// <summary>Not over after all; <paramref name="SlaDueAt"/> counts from now, by <paramref name="Terms"/>.</summary>
[Fact("reopened")]
public sealed record Reopened(
    string By,
    string? Note,
    DateTimeOffset SlaDueAt,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Muting? Muting = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SlaTerms? Terms = null
) : EventFact(At);

/// <summary>Whose it is from now on; null: nobody's.</summary>
[Fact("assigned")]
public sealed record Assigned(string By, string? To, DateTimeOffset At) : EventFact(At);

/// <summary>It points at something.</summary>
[Fact("linked")]
public sealed record Linked(string By, EventLink To, DateTimeOffset At) : EventFact(At);

/// <summary>It does not point at it any more.</summary>
[Fact("unlinked")]
public sealed record Unlinked(string By, EventLink To, DateTimeOffset At) : EventFact(At);

/// <summary>
/// It pages nobody until then; one-shot: or until it changes by itself. Where the house mutes it, <paramref name="Cause"/> is the id of the
/// window or of the event that does; the latter has no end of its own.
/// </summary>
[Fact("set-aside")]
public sealed record SetAside(
    AsideKind Kind,
    string By,
    string Reason,
    DateTimeOffset? Until,
    bool OneShot,
    bool PausesSla,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cause = null
) : EventFact(At);

/// <summary>
/// It calls for people again, unless it is set aside in another way too; <paramref name="By"/> is <c>system</c> where nobody asked.
/// <paramref name="SlaDueAt"/> where the SLA goes on and its hours were counted anew.
/// </summary>
[Fact("brought-back")]
public sealed record BroughtBack(
    AsideKind Kind,
    string By,
    string Why,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SlaDueAt = null
) : EventFact(At);

/// <summary>A remark.</summary>
[Fact("commented")]
public sealed record Commented(string By, string CommentId, string Text, DateTimeOffset At) : EventFact(At);

/// <summary>A file lies with it. Its bytes were durable before.</summary>
[Fact("attached")]
public sealed record Attached(string By, EventAttachment File, DateTimeOffset At) : EventFact(At);

/// <summary>The file does not lie with it any more, and its bytes go.</summary>
[Fact("detached")]
public sealed record Detached(string By, EventAttachment File, DateTimeOffset At) : EventFact(At);

/// <summary>Time ran out before it was resolved.</summary>
[Fact("sla-breached")]
public sealed record SlaBreached(DateTimeOffset DueAt, DateTimeOffset At) : EventFact(At);
