using System.Text.Json.Serialization;
using Watchfloor.Events;

namespace Watchfloor.Escalations;

/// <summary>Where the escalations of an event stand.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(EscalationUnknown), "unknown")]
[JsonDerivedType(typeof(EscalationRunning), "running")]
[JsonDerivedType(typeof(EscalationExhausted), "exhausted")]
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

/// <summary>Every level of every round was reached, and nobody answered.</summary>
public sealed record EscalationExhausted(Severity Severity, DateTimeOffset RaisedAt, Values<EscalationRun> Runs, int Climb = 1)
    : EscalationBegan(Severity, RaisedAt, Runs, Climb);

/// <summary>Somebody acted; it does not run, not even where it had not begun, until the event is reopened.</summary>
public sealed record EscalationSilent(string Reason, DateTimeOffset At, int Climb = 1) : EscalationState;
