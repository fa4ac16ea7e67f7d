using System.Diagnostics;
using Watchfloor.Kernel;
using Watchfloor.Notifications;

namespace Watchfloor.Escalations;

/// <summary>Whom an event pages and when: every matching policy climbs its own levels until somebody acts.</summary>
public sealed partial class EscalationRules : IRules<EscalationState, EscalationCommand, EscalationFact>, IDocumented<EscalationState>
{
    /// <inheritdoc/>
    public static EscalationState Initial { get; } = new EscalationUnknown();

    /// <inheritdoc/>
    public static EscalationCommand Tick { get; } = new EscalationTick();

    /// <inheritdoc/>
    public static Decision<EscalationFact> Decide(EscalationState state, EscalationCommand command, DateTimeOffset now) =>
        (state, command) switch
        {
            (EscalationUnknown, BeginEscalation begin) => Begin(begin, now),
            (_, BeginEscalation) => [], // it has begun, or was silenced before it could
            (EscalationRunning or EscalationOnHold, BeginAnew) => [],
            (_, BeginAnew anew) => Anew(state, anew.Begin, now),
            (_, HoldEscalation hold) => EscalationHolds.Hold(state, hold, now),
            (EscalationOnHold held, ReleaseEscalation) => Release(held, now),
            (_, ReleaseEscalation) => [],
            (EscalationOnHold held, HastenEscalation hasten) => EscalationHolds.Hasten(held, hasten, now),
            (EscalationOnHold held, EscalationTick) => EscalationHolds.Due(held, now),
            (_, ResumeEscalation resume) => EscalationReturns.Resume(state, resume, now),
            (_, WorsenEscalation worsen) => EscalationReturns.Worsen(state, worsen, now),
            (_, ForceEscalation force) => EscalationForce.Reach(state, force, now),
            (EscalationUnknown or EscalationBegan, SilenceEscalation silence) => [new EscalationSilenced(silence.Reason, now)],
            (_, SilenceEscalation) => [],
            (EscalationRunning running, HastenEscalation hasten) => Each(running, run => run.Hastened(hasten.Reason, now)),
            (_, HastenEscalation) => [],
            (EscalationRunning running, EscalationTick) => Each(running, run => run.Due(now)),
            (_, EscalationTick) => [],
            _ => throw new UnreachableException($"no rule for {command} in {state}"),
        };

    /// <inheritdoc/>
    public static EscalationState Evolve(EscalationState state, EscalationFact fact) =>
        (state, fact) switch
        {
            (EscalationUnknown, EscalationBegun begun) => new EscalationRunning(
                begun.Severity,
                begun.RaisedAt,
                begun.Policies.Map(policy => EscalationRun.Of(policy, begun.RaisedAt))
            ),
            (not (EscalationRunning or EscalationOnHold), EscalationBegunAnew anew) => EscalationReturns.Anew(anew),
            (EscalationRunning running, LevelReached reached) => After(running, reached),
            (EscalationSilent silent, LevelReached reached) => silent with { Runs = After(silent.Runs, reached) },
            (EscalationSilent silent, EscalationResumed) => (EscalationState?)silent.Kept() ?? Initial, // nothing had begun, so it may
            (EscalationBegan began, EscalationWorsened worsened) => EscalationReturns.Worse(began, worsened),
            (EscalationBegan, EscalationHeld held) => EscalationHolds.Held(state, held),
            (EscalationOnHold held, LevelWithheld level) => held with { Withheld = held.Withheld.Add(new(level.PolicyId, level.Cause)) },
            (EscalationOnHold held, EscalationReleased released) => EscalationHolds.Released(held, released),
            (EscalationUnknown or EscalationBegan, EscalationSilenced silenced) => EscalationSilent.Of(state, silenced),
            _ => throw new UnreachableException($"{fact} cannot follow {state}"),
        };

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(EscalationState state) =>
        state is EscalationOnHold held ? held.Waiting().Min(run => run.NextAt) : Next(state)?.NextAt;

    /// <inheritdoc/>
    public static int Rank(EscalationState state) => state is EscalationBegan began ? (int)began.Severity : 5;

    /// <inheritdoc/>
    public static DateTimeOffset At(EscalationFact fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, EscalationState state, EscalationFact fact) =>
        (state, fact) switch
        {
            (EscalationBegan began, LevelReached reached) => Pages(self, began, reached),
            (EscalationSilent silent, LevelReached reached) => Pages(self, silent.Kept()!, reached),
            (EscalationOnHold held, LevelWithheld withheld) => EscalationHolds.Withheld(self, held, withheld),
            (EscalationBegan began, EscalationReleased or EscalationResumed) => EscalationHolds.Resumed(self, began),
            _ => [],
        };

    /// <summary>The page of one level to one channel.</summary>
    internal static SendPage Page(
        EntityId self,
        EscalationBegan began,
        EscalationRun run,
        int round,
        int level,
        string channelId,
        DateTimeOffset dueAt,
        string reason
    ) => new(self.Id, run.Policy.PolicyId, run.Policy.Spec.Name, round, level, channelId, began.Severity, dueAt, reason);

    static IEnumerable<Effect> Pages(EntityId self, EscalationBegan began, LevelReached reached)
    {
        var run = began.Run(reached.PolicyId);
        foreach (var channelId in run.ChannelsOf(reached.Level))
        {
            var pageId = PageIds.Of(self.Id, reached.PolicyId, reached.Round, reached.Level, channelId, began.Climb);
            var page = Page(self, began, run, reached.Round, reached.Level, channelId, reached.DueAt, reached.Reason);
            yield return new Effect(new(Kinds.Page, self.Tenant, pageId), page with { Forced = reached.Forced });
        }
    }

    internal static Decision<EscalationFact> Begin(BeginEscalation begin, DateTimeOffset now)
    {
        var policies = Climbable(begin);
        return policies.Length == 0
            ? []
            : Climbing(new EscalationBegun(begin.Severity, begin.RaisedAt, policies, now), begin.Held, Initial, now);
    }

    /// <summary>Also where nobody serves it: what was before is over, and whoever serves it when it gets worse joins.</summary>
    internal static Decision<EscalationFact> Anew(EscalationState state, BeginEscalation begin, DateTimeOffset now)
    {
        var anew = new EscalationBegunAnew(ClimbOf(state) + 1, begin.Severity, begin.RaisedAt, Climbable(begin), now);
        return Climbing(anew, begin.Held, state, now);
    }

    /// <summary>None: nobody serves it.</summary>
    internal static Values<PolicySnapshot> Climbable(BeginEscalation begin) =>
        begin.Policies.RemoveAll(policy => policy.Spec.Levels.Length == 0);

    /// <summary>A first level without delay is reached in the same commit, unless the event was set aside before.</summary>
    static Decision<EscalationFact> Climbing(EscalationFact begun, string? held, EscalationState state, DateTimeOffset now) =>
        held is { } reason
            ? [begun, new EscalationHeld(reason, now)]
            : [begun, .. Each((EscalationBegan)Evolve(state, begun), run => run.Due(now)).Facts];

    static Decision<EscalationFact> Release(EscalationOnHold held, DateTimeOffset now)
    {
        var released = new EscalationReleased(now);
        return EscalationHolds.Released(held, released) is EscalationRunning running
            ? [released, .. Each(running, Again).Facts]
            : [released];

        // Reached for the reason for which it was withheld.
        IEnumerable<LevelReached> Again(EscalationRun run) =>
            held.WithheldOf(run) is { Cause: not "due" and var cause } ? run.Hastened(cause, now) : run.Due(now);
    }

    static int ClimbOf(EscalationState state) =>
        state switch
        {
            EscalationBegan began => began.Climb,
            EscalationSilent silent => silent.Climb,
            _ => 1,
        };

    internal static Decision<EscalationFact> Each(EscalationBegan began, Func<EscalationRun, IEnumerable<LevelReached>> levels) =>
        [.. began.Runs.SelectMany(levels)];

    static EscalationBegan After(EscalationRunning running, LevelReached reached)
    {
        var runs = After(running.Runs, reached);
        return runs.Any(run => run.NextAt is not null)
            ? running with
            {
                Runs = runs,
            }
            : new EscalationExhausted(running.Severity, running.RaisedAt, runs, running.Climb);
    }

    static Values<EscalationRun> After(Values<EscalationRun> runs, LevelReached reached) =>
        runs.Map(run => run.Policy.PolicyId == reached.PolicyId ? run.After(reached) : run);

    static EscalationRun? Next(EscalationState state) =>
        state is EscalationRunning running ? running.Runs.Where(run => run.NextAt is not null).MinBy(run => run.NextAt) : null;
}
