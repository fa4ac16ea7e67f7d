using System.Text.Json.Serialization;
using Watchfloor.Events;

namespace Watchfloor.Escalations;

/// <summary>Where the escalations of an event stand.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(EscalationUnknown), "unknown")]
[JsonDerivedType(typeof(EscalationRunning), "running")]
[JsonDerivedType(typeof(EscalationExhausted), "exhausted")]
[JsonDerivedType(typeof(EscalationOnHold), "on_hold")]
[JsonDerivedType(typeof(EscalationSilent), "silent")]
public abstract record EscalationState;

/// <summary>Nobody serves the event (yet).</summary>
public sealed record EscalationUnknown : EscalationState;

/// <summary>They were begun, one run per policy; <paramref name="Climb"/> counts how often, the first time and each reopening.</summary>
public abstract record EscalationBegan(Severity Severity, DateTimeOffset RaisedAt, Values<EscalationRun> Runs, int Climb) : EscalationState
{
    /// <summary>The run of a policy.</summary>
    public EscalationRun Run(string policyId) => Runs.First(run => run.Policy.PolicyId == policyId);
}

/// <summary>Some level is still to come.</summary>
public sealed record EscalationRunning(Severity Severity, DateTimeOffset RaisedAt, Values<EscalationRun> Runs, int Climb = 1)
    : EscalationBegan(Severity, RaisedAt, Runs, Climb);

/// <summary>Every level of every round was reached, and nobody answered; without a run nobody serves it.</summary>
public sealed record EscalationExhausted(Severity Severity, DateTimeOffset RaisedAt, Values<EscalationRun> Runs, int Climb = 1)
    : EscalationBegan(Severity, RaisedAt, Runs, Climb);

/// <summary>The event is set aside. <paramref name="Withheld"/> names the policies whose next level's time has come and paged nobody.</summary>
public sealed record EscalationOnHold(
    Severity Severity,
    DateTimeOffset RaisedAt,
    Values<EscalationRun> Runs,
    int Climb,
    string Reason,
    DateTimeOffset Since,
    Values<WithheldRun> Withheld
) : EscalationBegan(Severity, RaisedAt, Runs, Climb)
{
    /// <summary>Runs whose next level's time is still to come.</summary>
    public IEnumerable<EscalationRun> Waiting() => Runs.Where(run => run.NextAt is not null && WithheldOf(run) is null);

    /// <summary>Whether and why a policy's next level was withheld.</summary>
    public WithheldRun? WithheldOf(EscalationRun run) => Withheld.FirstOrDefault(withheld => withheld.PolicyId == run.Policy.PolicyId);
}

/// <summary>The time of a policy's next level has come, and why, and nobody was paged.</summary>
public sealed record WithheldRun(string PolicyId, string Cause);

/// <summary>
/// Somebody acted; it does not run, not even where it had not begun, until the event is un-acknowledged or reopened. What had begun is kept,
/// so that it can go on; states from before that was so hold none of it.
/// </summary>
public sealed record EscalationSilent(
    string Reason,
    DateTimeOffset At,
    int Climb = 1,
    Severity? Severity = null,
    DateTimeOffset? RaisedAt = null,
    Values<EscalationRun> Runs = default
) : EscalationState
{
    /// <summary>With what had begun, if anything.</summary>
    public static EscalationSilent Of(EscalationState state, EscalationSilenced silenced) =>
        state is EscalationBegan began
            ? new(silenced.Reason, silenced.At, began.Climb, began.Severity, began.RaisedAt, began.Runs)
            : new(silenced.Reason, silenced.At);

    /// <summary>What had begun, as it stood; null: nothing.</summary>
    public EscalationBegan? Kept() =>
        Runs.Length == 0 ? null
        : Runs.Any(run => run.NextAt is not null) ? new EscalationRunning(Severity!.Value, RaisedAt!.Value, Runs, Climb)
        : new EscalationExhausted(Severity!.Value, RaisedAt!.Value, Runs, Climb);
}
