using System.Text.Json.Serialization;
using Orleans.Concurrency;
using Watchfloor.Events;

namespace Watchfloor.Escalations;

/// <summary>What the escalations of an event can be asked to do.</summary>
[GenerateSerializer, Immutable, Alias("wf.EscalationCommand")]
public abstract record EscalationCommand;

/// <summary>
/// An event was raised: whoever serves it begins. The grain adds the snapshots of the policies that match. <paramref name="Held"/> is why the
/// event is set aside already, if it is.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.BeginEscalation")]
public sealed record BeginEscalation(
    [property: Id(0)] Severity Severity,
    [property: Id(1)] string Category,
    [property: Id(2)] string? FacilityId,
    [property: Id(3)] DateTimeOffset RaisedAt,
    [property: Id(4)] Values<PolicySnapshot> Policies = default,
    [property: Id(8), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Held = null
) : EscalationCommand;

/// <summary>The event was reopened: whoever serves it now begins from the first level, whatever was before.</summary>
[GenerateSerializer, Immutable, Alias("wf.BeginAnew")]
public sealed record BeginAnew([property: Id(0)] BeginEscalation Begin) : EscalationCommand;

/// <summary>Somebody acted: no further level is reached.</summary>
[GenerateSerializer, Immutable, Alias("wf.SilenceEscalation")]
public sealed record SilenceEscalation([property: Id(0)] string Reason) : EscalationCommand;

/// <summary>The event was set aside: no level pages anybody until it comes back.</summary>
[GenerateSerializer, Immutable, Alias("wf.HoldEscalation")]
public sealed record HoldEscalation([property: Id(0)] string Reason) : EscalationCommand;

/// <summary>The event came back: what was due meanwhile is due now, and everything goes on.</summary>
[GenerateSerializer, Immutable, Alias("wf.ReleaseEscalation")]
public sealed record ReleaseEscalation : EscalationCommand;

/// <summary>The SLA is breached: the next level is due now.</summary>
[GenerateSerializer, Immutable, Alias("wf.HastenEscalation")]
public sealed record HastenEscalation([property: Id(0)] string Reason) : EscalationCommand;

/// <summary>
/// Nobody has the event any more: the next level that was not reached comes at its time, at once where that has passed.
/// <paramref name="Begin"/> tells what the event is now; it <paramref name="Waits"/> where it was not seen often enough yet.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.ResumeEscalation")]
public sealed record ResumeEscalation(
    [property: Id(0)] BeginEscalation Begin,
    [property: Id(1)] string Reason,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Waits = false
) : EscalationCommand;

/// <summary>The event got worse while nobody had it: policies that serve it now and do not run yet begin.</summary>
[GenerateSerializer, Immutable, Alias("wf.WorsenEscalation")]
public sealed record WorsenEscalation([property: Id(0)] BeginEscalation Begin) : EscalationCommand;

/// <summary>
/// Somebody wants the next level of every policy now, also where the event is silent; it stays silent otherwise. Where nothing has begun,
/// <paramref name="Begin"/> tells who serves it by now.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.ForceEscalation")]
public sealed record ForceEscalation(
    [property: Id(0)] string Reason,
    [property: Id(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BeginEscalation? Begin = null
) : EscalationCommand;

/// <summary>Look at the clock.</summary>
[GenerateSerializer, Immutable, Alias("wf.EscalationTick")]
public sealed record EscalationTick : EscalationCommand;

/// <summary>What has happened to the escalations of an event.</summary>
public abstract record EscalationFact(DateTimeOffset At);

/// <summary>They run, with these steps.</summary>
[Fact("begun")]
public sealed record EscalationBegun(Severity Severity, DateTimeOffset RaisedAt, Values<PolicySnapshot> Policies, DateTimeOffset At)
    : EscalationFact(At);

/// <summary>
/// The event was reopened, and they run once more; without a policy nobody serves it. <paramref name="Climb"/> counts from 1, which is how they
/// first begin.
/// </summary>
[Fact("begun-anew")]
public sealed record EscalationBegunAnew(
    int Climb,
    Severity Severity,
    DateTimeOffset RaisedAt,
    Values<PolicySnapshot> Policies,
    DateTimeOffset At
) : EscalationFact(At);

/// <summary>
/// A level's time came: its targets are paged. Levels and rounds count from 1; <paramref name="DueAt"/> is when it was
/// due, <paramref name="At"/> when it was reached, <paramref name="Reason"/> why (<c>due</c>, <c>sla breached</c> or
/// <c>escalated by …</c>). <paramref name="Forced"/>: somebody wanted it, so it pages although somebody has the event.
/// </summary>
[Fact("level-reached")]
public sealed record LevelReached(
    string PolicyId,
    int Round,
    int Level,
    DateTimeOffset DueAt,
    string Reason,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Forced = false
) : EscalationFact(At);

/// <summary>Levels page nobody from now on, and why.</summary>
[Fact("held")]
public sealed record EscalationHeld(string Reason, DateTimeOffset At) : EscalationFact(At);

/// <summary>
/// A level's time came and nobody was paged, for <paramref name="Reason"/>. <paramref name="Cause"/> is why its time had come
/// (<c>due</c> or <c>sla breached</c>).
/// </summary>
[Fact("level-withheld")]
public sealed record LevelWithheld(
    string PolicyId,
    int Round,
    int Level,
    DateTimeOffset DueAt,
    string Cause,
    string Reason,
    DateTimeOffset At
) : EscalationFact(At);

/// <summary>They go on.</summary>
[Fact("released")]
public sealed record EscalationReleased(DateTimeOffset At) : EscalationFact(At);

/// <summary>
/// The event is worse than it was; <paramref name="Policies"/> begin, and their first level counts from then. <paramref name="Again"/>: none
/// did and no level was left, so the last levels are due once more, in a round of their own.
/// </summary>
[Fact("worsened")]
public sealed record EscalationWorsened(
    Severity Severity,
    Values<PolicySnapshot> Policies,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Again = false
) : EscalationFact(At);

/// <summary>What was silent goes on from the next level, and why.</summary>
[Fact("resumed")]
public sealed record EscalationResumed(string Reason, DateTimeOffset At) : EscalationFact(At);

/// <summary>No further level will be reached until it is resumed or begins anew, and why.</summary>
[Fact("silenced")]
public sealed record EscalationSilenced(string Reason, DateTimeOffset At) : EscalationFact(At);

/// <summary>The escalations of one event. Key: <c>tenant/eventId</c>.</summary>
[Alias("wf.IEscalationGrain")]
public interface IEscalationGrain : ICommanded<EscalationCommand>
{
    /// <summary>
    /// Why there is no next level that somebody could have paged now; null: there is one. The event says what it is by now
    /// (<paramref name="isNew"/>: nobody has it), for word of that may still be on its way here, and goes before the wish.
    /// </summary>
    [Alias("LevelLeft"), AlwaysInterleave]
    Task<string?> NoLevel(BeginEscalation begin, bool isNew, CancellationToken cancellation = default);
}
