using Watchfloor.Kernel;
using Watchfloor.Notifications;

namespace Watchfloor.Escalations;

/// <summary>
/// Escalations of an event that is set aside. A level whose time comes meanwhile pages nobody and is recorded; afterwards it is
/// reached at once, and the next one counts from then.
/// </summary>
static class EscalationHolds
{
    public static Decision<EscalationFact> Hold(EscalationState state, HoldEscalation hold, DateTimeOffset now) =>
        state is EscalationRunning or EscalationExhausted || state is EscalationOnHold held && held.Reason != hold.Reason
            ? [new EscalationHeld(hold.Reason, now)]
            : [];

    public static EscalationOnHold Held(EscalationState state, EscalationHeld held) =>
        state switch
        {
            EscalationOnHold already => already with { Reason = held.Reason },
            EscalationBegan began => new(began.Severity, began.RaisedAt, began.Runs, began.Climb, held.Reason, held.At, []),
            _ => throw new InvalidOperationException($"{state} has nothing to hold"),
        };

    /// <summary>The first due level of each policy; none is due behind one that nobody was paged for.</summary>
    public static Decision<EscalationFact> Due(EscalationOnHold held, DateTimeOffset now) =>
        [
            .. from run in held.Waiting()
            where run.NextAt <= now
            select new LevelWithheld(run.Policy.PolicyId, run.Round, run.Level, run.NextAt!.Value, "due", held.Reason, now),
        ];

    public static Decision<EscalationFact> Hasten(EscalationOnHold held, HastenEscalation hasten, DateTimeOffset now) =>
        [
            .. from run in held.Waiting()
            let due = run.NextAt < now ? run.NextAt.Value : now
            select new LevelWithheld(run.Policy.PolicyId, run.Round, run.Level, due, hasten.Reason, held.Reason, now),
        ];

    public static EscalationBegan Released(EscalationOnHold held, EscalationReleased released)
    {
        var runs = held.Runs.Map(run => held.WithheldOf(run) is not null ? run with { NextAt = released.At } : run);
        return runs.Any(run => run.NextAt is not null)
            ? new EscalationRunning(held.Severity, held.RaisedAt, runs, held.Climb)
            : new EscalationExhausted(held.Severity, held.RaisedAt, runs, held.Climb);
    }

    /// <summary>A page that was due and was not made, under an id of its own: the real one may still go out.</summary>
    public static IEnumerable<Effect> Withheld(EntityId self, EscalationOnHold held, LevelWithheld level)
    {
        var run = held.Run(level.PolicyId);
        foreach (var channelId in run.ChannelsOf(level.Level))
        {
            var due = EscalationRules.Page(self, held, run, level.Round, level.Level, channelId, level.DueAt, level.Cause);
            var id =
                $"{PageIds.Of(self.Id, level.PolicyId, level.Round, level.Level, channelId, held.Climb)}.held-{held.Since.ToUnixTimeMilliseconds()}";
            yield return new(new(Kinds.Page, self.Tenant, id), new WithholdPage(due, level.Reason));
        }
    }

    /// <summary>Pages of levels that were reached before and could not be ended meanwhile go on; settled ones do not care.</summary>
    public static IEnumerable<Effect> Resumed(EntityId self, EscalationBegan began) =>
        from run in began.Runs
        from reached in run.ReachedLevels()
        from channelId in run.ChannelsOf(reached.Level)
        let id = PageIds.Of(self.Id, run.Policy.PolicyId, reached.Round, reached.Level, channelId, began.Climb)
        select new Effect(new(Kinds.Page, self.Tenant, id), new ResumePage());
}
