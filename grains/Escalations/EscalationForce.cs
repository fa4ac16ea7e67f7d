using Watchfloor.Kernel;
using static Watchfloor.Kernel.Decision;

namespace Watchfloor.Escalations;

/// <summary>The next level because somebody wants it, whoever has the event. What is silent stays silent afterwards.</summary>
public static class EscalationForce
{
    const string Unserved = "no escalation policy serves it";
    const string Over = "every level of its escalation was reached; no level is left";
    const string Unkept = "its escalation fell silent and kept no level; un-acknowledge it, and whoever serves it is paged";

    /// <summary>
    /// Why there is no next level of an event that is so by now, in words; null: there is one. The event is not set aside, and what it told
    /// before (that it was raised, reopened, brought back, or got worse) is heard before the wish is.
    /// </summary>
    public static string? Obstacle(EscalationState state, BeginEscalation now, bool isNew)
    {
        var serving = EscalationRules.Climbable(now);
        return state switch
        {
            EscalationUnknown or EscalationBegan { Runs.Length: 0 } => serving.Length > 0 ? null : Unserved,
            EscalationSilent when isNew && serving.Length > 0 => null,
            EscalationBegan began
                when now.Severity < began.Severity && serving.Any(policy => !EscalationReturns.IsRunning(began, policy)) => null,
            EscalationBegan began => Left(began),
            _ => Obstacle(state),
        };
    }

    /// <summary>The next level of each policy.</summary>
    public static Decision<EscalationFact> Reach(EscalationState state, ForceEscalation force, DateTimeOffset now) =>
        Begun(state, force.Begin, now) is { } begun
            ? [begun, .. Forced((EscalationBegan)EscalationRules.Evolve(state, begun), force.Reason, now)]
        : Obstacle(state) is { } why ? Refuse(why)
        : [.. Forced(Began(state)!, force.Reason, now)];

    /// <summary>Whoever serves by now what nobody served begins.</summary>
    static EscalationFact? Begun(EscalationState state, BeginEscalation? begin, DateTimeOffset now) =>
        begin is null || EscalationRules.Climbable(begin) is not { Length: > 0 } serving ? null
        : state is EscalationUnknown ? new EscalationBegun(begin.Severity, begin.RaisedAt, serving, now)
        : state is EscalationExhausted { Runs.Length: 0 } none
            ? new EscalationBegunAnew(none.Climb + 1, begin.Severity, begin.RaisedAt, serving, now)
        : null;

    /// <summary>Why there is no next level as it stands, in words; null: there is one.</summary>
    static string? Obstacle(EscalationState state) =>
        state switch
        {
            EscalationOnHold held => $"it is set aside and pages nobody: {held.Reason}",
            EscalationSilent { Severity: null } => Unkept,
            _ when Began(state) is not { Runs.Length: > 0 } => Unserved,
            _ => Left(Began(state)!),
        };

    static string? Left(EscalationBegan began) => began.Runs.All(run => run.NextAt is null) ? Over : null;

    static IEnumerable<EscalationFact> Forced(EscalationBegan began, string reason, DateTimeOffset now) =>
        began.Runs.SelectMany(run => run.Hastened(reason, now)).Select(reached => reached with { Forced = true });

    static EscalationBegan? Began(EscalationState state) =>
        state switch
        {
            EscalationBegan began => began,
            EscalationSilent silent => silent.Kept(),
            _ => null,
        };
}
