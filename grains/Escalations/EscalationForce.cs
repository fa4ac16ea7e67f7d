using Watchfloor.Kernel;
using static Watchfloor.Kernel.Decision;

namespace Watchfloor.Escalations;

/// <summary>The next level because somebody wants it, whoever has the event. What is silent stays silent afterwards.</summary>
public static class EscalationForce
{
    /// <summary>Why there is no next level, in words; null: there is one.</summary>
    public static string? Obstacle(EscalationState state) =>
        state switch
        {
            EscalationOnHold held => $"it is set aside and pages nobody: {held.Reason}",
            _ when Began(state) is not { } began => "no escalation policy serves it",
            _ when Began(state)!.Runs.All(run => run.NextAt is null) => "every level of its escalation was reached; no level is left",
            _ => null,
        };

    /// <summary>The next level of each policy.</summary>
    public static Decision<EscalationFact> Reach(EscalationState state, string reason, DateTimeOffset now) =>
        Obstacle(state) is { } why
            ? Refuse(why)
            : [.. Began(state)!.Runs.SelectMany(run => run.Hastened(reason, now)).Select(reached => reached with { Forced = true })];

    static EscalationBegan? Began(EscalationState state) =>
        state switch
        {
            EscalationBegan began => began,
            EscalationSilent silent => silent.Kept(),
            _ => null,
        };
}
