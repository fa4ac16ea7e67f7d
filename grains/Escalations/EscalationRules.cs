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
            (EscalationRunning, BeginAnew) => [],
            (_, BeginAnew anew) => Anew(state, anew.Begin, now),
            (EscalationUnknown or EscalationRunning, SilenceEscalation silence) => [new EscalationSilenced(silence.Reason, now)],
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
            (not EscalationRunning, EscalationBegunAnew anew) => new EscalationRunning(
                anew.Severity,
                anew.RaisedAt,
                anew.Policies.Map(policy => EscalationRun.Of(policy, anew.RaisedAt)),
                anew.Climb
            ),
            (EscalationRunning running, LevelReached reached) => After(running, reached),
            (EscalationUnknown or EscalationRunning, EscalationSilenced silenced) => new EscalationSilent(
                silenced.Reason,
                silenced.At,
                ClimbOf(state)
            ),
            _ => throw new UnreachableException($"{fact} cannot follow {state}"),
        };

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(EscalationState state) => Next(state)?.NextAt;

    /// <inheritdoc/>
    public static int Rank(EscalationState state) => state is EscalationBegan began ? (int)began.Severity : 5;

    /// <inheritdoc/>
    public static DateTimeOffset At(EscalationFact fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, EscalationState state, EscalationFact fact)
    {
        if (fact is not LevelReached reached || state is not EscalationBegan began)
            yield break;
        var policy = began.Run(reached.PolicyId).Policy;
        foreach (var channelId in policy.Spec.Levels[reached.Level - 1].Targets.Select(target => target.ChannelId).Distinct())
        {
            var pageId = PageIds.Of(self.Id, policy.PolicyId, reached.Round, reached.Level, channelId, began.Climb);
            var page = new SendPage(
                self.Id,
                policy.PolicyId,
                policy.Spec.Name,
                reached.Round,
                reached.Level,
                channelId,
                began.Severity,
                reached.DueAt,
                reached.Reason
            );
            yield return new Effect(new(Kinds.Page, self.Tenant, pageId), page);
        }
    }

    static Decision<EscalationFact> Begin(BeginEscalation begin, DateTimeOffset now)
    {
        var policies = Climbable(begin);
        return policies.Length == 0 ? [] : Climbing(new EscalationBegun(begin.Severity, begin.RaisedAt, policies, now), Initial, now);
    }

    static Decision<EscalationFact> Anew(EscalationState state, BeginEscalation begin, DateTimeOffset now)
    {
        var policies = Climbable(begin);
        var climb = ClimbOf(state) + 1;
        return policies.Length == 0
            ? []
            : Climbing(new EscalationBegunAnew(climb, begin.Severity, begin.RaisedAt, policies, now), state, now);
    }

    /// <summary>None: nobody serves it.</summary>
    static Values<PolicySnapshot> Climbable(BeginEscalation begin) => begin.Policies.RemoveAll(policy => policy.Spec.Levels.Length == 0);

    /// <summary>A first level without delay is reached in the same commit.</summary>
    static Decision<EscalationFact> Climbing(EscalationFact begun, EscalationState state, DateTimeOffset now) =>
        [begun, .. Each((EscalationRunning)Evolve(state, begun), run => run.Due(now)).Facts];

    static int ClimbOf(EscalationState state) =>
        state switch
        {
            EscalationBegan began => began.Climb,
            EscalationSilent silent => silent.Climb,
            _ => 1,
        };

    static Decision<EscalationFact> Each(EscalationRunning running, Func<EscalationRun, IEnumerable<LevelReached>> levels) =>
        [.. running.Runs.SelectMany(levels)];

    static EscalationBegan After(EscalationRunning running, LevelReached reached)
    {
        var runs = running.Runs.Map(run => run.Policy.PolicyId == reached.PolicyId ? run.After(reached) : run);
        return runs.Any(run => run.NextAt is not null)
            ? running with
            {
                Runs = runs,
            }
            : new EscalationExhausted(running.Severity, running.RaisedAt, runs, running.Climb);
    }

    static EscalationRun? Next(EscalationState state) =>
        state is EscalationRunning running ? running.Runs.Where(run => run.NextAt is not null).MinBy(run => run.NextAt) : null;
}
