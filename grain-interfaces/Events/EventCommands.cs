using System.Text.Json.Serialization;
using Watchfloor.ServiceLevels;

namespace Watchfloor.Events;

/// <summary>What an event can be asked to do.</summary>
[GenerateSerializer, Immutable, Alias("wf.EventCommand")]
public abstract record EventCommand;

/// <summary>
/// The first detection: the event begins. Claims the occurrence if it has an external id. <paramref name="Past"/> is when its condition
/// changed lately, as other events hold it. The grain adds the terms of its SLA, whether nobody serves it, and the place of its facility where the
/// detection tells none.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.Raise")]
public sealed record Raise(
    [property: Id(0)] Detection Detection,
    [property: Id(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Handling? Handling = null,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Values<DateTimeOffset>? Past = null,
    [property: Id(8), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Muting? Muting = null,
    [property: Id(9), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SlaTerms? Terms = null,
    [property: Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Unserved = false
) : EventCommand;

/// <summary>One more detection of the same trouble. Refused once the event is resolved or closed.</summary>
[GenerateSerializer, Immutable, Alias("wf.Merge")]
public sealed record Merge(
    [property: Id(0)] Detection Detection,
    [property: Id(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Values<DateTimeOffset>? Past = null
) : EventCommand;

/// <summary>
/// A condition returned to normal. The last open one resolves the event. Claims the occurrence, if it is one. Without an origin it is the
/// condition of that key wherever it is, without a source whoever told it.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.Clear")]
public sealed record Clear(
    [property: Id(0)] string ConditionKey,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Occurrence? Occurrence = null,
    [property: Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConditionOrigin? Origin = null,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source = null
) : EventCommand;

/// <summary>Somebody takes it: escalation falls silent.</summary>
[GenerateSerializer, Immutable, Alias("wf.Acknowledge")]
public sealed record Acknowledge([property: Id(0)] string By) : EventCommand;

/// <summary>Nobody has it after all: it is new again, and its escalation goes on with the next level.</summary>
[GenerateSerializer, Immutable, Alias("wf.Unacknowledge")]
public sealed record Unacknowledge([property: Id(0)] string By, [property: Id(1)] string? Reason) : EventCommand;

/// <summary>
/// The next level is paged now, whoever has the event. The grain adds the <paramref name="Obstacle"/>: why there is no next level, if there
/// is none.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.Escalate")]
public sealed record Escalate(
    [property: Id(0)] string By,
    [property: Id(1)] string? Reason,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Obstacle = null
) : EventCommand;

/// <summary>Work begins.</summary>
[GenerateSerializer, Immutable, Alias("wf.Start")]
public sealed record Start([property: Id(0)] string By) : EventCommand;

/// <summary>The trouble is over. Refused while conditions are open, unless forced.</summary>
[GenerateSerializer, Immutable, Alias("wf.Resolve")]
public sealed record Resolve([property: Id(0)] string By, [property: Id(1)] bool Force, [property: Id(2)] string? Note) : EventCommand;

/// <summary>Done with.</summary>
[GenerateSerializer, Immutable, Alias("wf.Close")]
public sealed record Close([property: Id(0)] string By) : EventCommand;

/// <summary>It was not over after all: it is new again, with the whole SLA before it, and escalates from the first level. The grain adds the terms of its SLA.</summary>
[GenerateSerializer, Immutable, Alias("wf.Reopen")]
public sealed record Reopen(
    [property: Id(0)] string By,
    [property: Id(1)] string? Note,
    [property: Id(8), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Muting? Muting = null,
    [property: Id(9), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SlaTerms? Terms = null
) : EventCommand;

/// <summary>Somebody is to see to it, or with null nobody in particular. It takes no page back.</summary>
[GenerateSerializer, Immutable, Alias("wf.Assign")]
public sealed record Assign([property: Id(0)] string By, [property: Id(1)] string? To) : EventCommand;

/// <summary>It goes with something else. A link to another event is made there too.</summary>
[GenerateSerializer, Immutable, Alias("wf.Link")]
public sealed record Link([property: Id(0)] string By, [property: Id(1)] EventLink To) : EventCommand;

/// <summary>It does not go with it after all.</summary>
[GenerateSerializer, Immutable, Alias("wf.Unlink")]
public sealed record Unlink([property: Id(0)] string By, [property: Id(1)] EventLink To) : EventCommand;

/// <summary>
/// It pages nobody for a time, and stays where it stands. Without a length only one-shot, which has a cap. Said again it begins again.
/// The SLA stands still meanwhile where its policy says so of a shelf, or <paramref name="PausesSla"/> does.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.PutAside")]
public sealed record PutAside(
    [property: Id(0)] AsideKind Kind,
    [property: Id(1)] string By,
    [property: Id(2)] TimeSpan? For,
    [property: Id(3)] string Reason,
    [property: Id(4)] bool OneShot = false,
    [property: Id(5)] bool PausesSla = false
) : EventCommand;

/// <summary>It calls for people again before its time is over.</summary>
[GenerateSerializer, Immutable, Alias("wf.BringBack")]
public sealed record BringBack([property: Id(0)] AsideKind Kind, [property: Id(1)] string By) : EventCommand;

/// <summary>The house says how it is muted in one way from now on; null: not any more.</summary>
[GenerateSerializer, Immutable, Alias("wf.SetMute")]
public sealed record SetMute([property: Id(0)] AsideKind Kind, [property: Id(1)] Mute? Mute) : EventCommand;

/// <summary>A remark, kept in the journal.</summary>
[GenerateSerializer, Immutable, Alias("wf.Comment")]
public sealed record Comment([property: Id(0)] string By, [property: Id(1)] string CommentId, [property: Id(2)] string Text) : EventCommand;

/// <summary>A file lies with it from now on. Whoever asks has made the bytes durable.</summary>
[GenerateSerializer, Immutable, Alias("wf.Attach")]
public sealed record Attach([property: Id(0)] string By, [property: Id(1)] EventAttachment File) : EventCommand;

/// <summary>It does not lie with it any more. Whoever asks takes the bytes away afterwards.</summary>
[GenerateSerializer, Immutable, Alias("wf.Detach")]
public sealed record Detach([property: Id(0)] string By, [property: Id(1)] EventAttachment File) : EventCommand;

/// <summary>Look at the clock.</summary>
[GenerateSerializer, Immutable, Alias("wf.EventTick")]
public sealed record EventTick : EventCommand;
