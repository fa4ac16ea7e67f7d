using System.Text.Json.Serialization;
using Watchfloor.ServiceLevels;

namespace Watchfloor.Events;

/// <summary>
/// All that it holds goes to another event, and it is closed. It stays open until the other one has it, so that nothing is ever held by
/// nobody; then both say so.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.MergeInto")]
public sealed record MergeInto([property: Id(0)] string By, [property: Id(1)] string Into, [property: Id(2)] string? Note = null)
    : EventCommand;

/// <summary>
/// What another event holds comes here. <paramref name="Turn"/> is that event's number for it, and goes back with the answer. What is
/// <paramref name="Historical"/> was told for the record.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.TakeIn")]
public sealed record TakeIn(
    [property: Id(0)] string From,
    [property: Id(1)] int Turn,
    [property: Id(2)] string By,
    [property: Id(3)] string? Note,
    [property: Id(4)] string Title,
    [property: Id(5)] Severity Severity,
    [property: Id(6)] int Count,
    [property: Id(7)] DateTimeOffset LastDetectedAt,
    [property: Id(8)] Values<Contributor> Contributors,
    [property: Id(9), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Historical = false
) : EventCommand;

/// <summary>The other event has it, or with a refusal has not.</summary>
[GenerateSerializer, Immutable, Alias("wf.EndMerge")]
public sealed record EndMerge([property: Id(0)] string Into, [property: Id(1)] int Turn, [property: Id(2)] string? Refusal) : EventCommand;

/// <summary>
/// All has come from there, and these conditions are over: they ended in that event while they were on their way. One that was seen here
/// since is another one. Those that are <paramref name="Renewed"/> were seen there once more, and may be worse since.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.LetGo")]
public sealed record LetGo(
    [property: Id(0)] string From,
    [property: Id(1)] Values<Contributor> Contributors,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Values<Contributor> Renewed = default
) : EventCommand;

/// <summary>Some of its open conditions begin an event of their own, whose id the caller gives.</summary>
[GenerateSerializer, Immutable, Alias("wf.Split")]
public sealed record Split(
    [property: Id(0)] string By,
    [property: Id(1)] string NewId,
    [property: Id(2)] Values<string> ConditionKeys,
    [property: Id(3)] string? Title = null,
    [property: Id(4)] string? Note = null
) : EventCommand;

/// <summary>Begin with conditions that another event held. <paramref name="Seed"/> says all else.</summary>
[GenerateSerializer, Immutable, Alias("wf.BreakOff")]
public sealed record BreakOff(
    [property: Id(0)] string From,
    [property: Id(1)] int Turn,
    [property: Id(2)] string By,
    [property: Id(3)] string? Note,
    [property: Id(4)] Detection Seed,
    [property: Id(5)] Values<Contributor> Contributors,
    [property: Id(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SlaTerms? Terms = null,
    [property: Id(7), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Muting? Muting = null
) : EventCommand;

/// <summary>The new event has them.</summary>
[GenerateSerializer, Immutable, Alias("wf.EndSplit")]
public sealed record EndSplit([property: Id(0)] string NewId, [property: Id(1)] int Turn) : EventCommand;

/// <summary>It is to go to another event, and is told to it.</summary>
[Fact("merge-begun")]
public sealed record MergeBegun(string By, string Into, string? Note, int Turn, DateTimeOffset At) : EventFact(At);

/// <summary>
/// Another event and all that it held came here. <paramref name="Was"/> is how bad this one was before, where the other one is worse;
/// <paramref name="SlaDueAt"/> when it must be resolved now, where that changed.
/// </summary>
[Fact("taken-in")]
public sealed record TakenIn(
    string From,
    int Turn,
    string By,
    string? Note,
    string Title,
    Severity Severity,
    int Count,
    DateTimeOffset LastDetectedAt,
    Values<Contributor> Contributors,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SlaDueAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Severity? Was = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Historical = false
) : EventFact(At);

/// <summary>Another event was to come here and could not, and why.</summary>
[Fact("not-taken-in")]
public sealed record NotTakenIn(string From, int Turn, string Why, DateTimeOffset At) : EventFact(At);

/// <summary>
/// The other event has it; it is closed. <paramref name="Gone"/> are conditions that ended meanwhile, <paramref name="Renewed"/> those that
/// were seen once more.
/// </summary>
[Fact("merged-away")]
public sealed record MergedAway(
    string By,
    string Into,
    Values<Contributor> Gone,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Values<Contributor> Renewed = default
) : EventFact(At);

/// <summary>The other event could not take it, and why; it stays what it was.</summary>
[Fact("merge-failed")]
public sealed record MergeFailed(string Into, string Why, DateTimeOffset At) : EventFact(At);

/// <summary>Some of its conditions are to begin an event of their own.</summary>
[Fact("split-begun")]
public sealed record SplitBegun(
    string By,
    string NewId,
    string? Note,
    int Turn,
    Detection Seed,
    Values<Contributor> Contributors,
    DateTimeOffset At
) : EventFact(At);

/// <summary>It began with conditions that another event held; <paramref name="SlaDueAt"/> counts from now.</summary>
[Fact("broken-off")]
public sealed record BrokenOff(
    string From,
    int Turn,
    string By,
    string? Note,
    Detection Seed,
    Values<Contributor> Contributors,
    DateTimeOffset SlaDueAt,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SlaTerms? Terms = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Muting? Muting = null
) : EventFact(At);

/// <summary>
/// The new event has them. <paramref name="Gone"/> are those that ended meanwhile, <paramref name="Renewed"/> those that were seen once more.
/// </summary>
[Fact("split-off")]
public sealed record SplitOff(
    string NewId,
    Values<Contributor> Gone,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Values<Contributor> Renewed = default
) : EventFact(At);

/// <summary>
/// Conditions that came from there were seen there once more while they were on their way. <paramref name="Severity"/> is the worst of them,
/// <paramref name="Was"/> how bad the event was where that is worse, and <paramref name="SlaDueAt"/> when it must be resolved then.
/// </summary>
[Fact("renewed")]
public sealed record Renewed(
    string From,
    Values<Contributor> Contributors,
    Severity Severity,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SlaDueAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Severity? Was = null
) : EventFact(At);

/// <summary>All has come from there.</summary>
[Fact("arrived")]
public sealed record Arrived(string From, DateTimeOffset At) : EventFact(At);

/// <summary>What was meant for it went on to the event that it was merged into.</summary>
[Fact("passed-on")]
public sealed record PassedOn(
    Values<Contributor> Gone,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Values<Contributor> Renewed = default
) : EventFact(At);
