using System.Collections.Immutable;
using Watchfloor.Kernel;

namespace Watchfloor.Escalations;

/// <summary>
/// Escalations of an event that nobody has any more, or that got worse. Levels that were reached stay reached; policies that serve only what
/// the event is now begin with their first level.
/// </summary>
static class EscalationReturns
{
    public static Decision<EscalationFact> Resume(EscalationState state, ResumeEscalation resume, DateTimeOffset now) =>
        resume.Waits
            ? state is EscalationSilent { Runs.Length: 0 }
                ? [new EscalationResumed(resume.Reason, now)]
                : []
            : Going(state, Resumed(state, resume, now), resume.Begin, now);

    /// <summary>What is silent learns of it when it goes on.</summary>
    public static Decision<EscalationFact> Worsen(EscalationState state, WorsenEscalation worsen, DateTimeOffset now) =>
        state is EscalationSilent || state is EscalationBegan began && began.Severity <= worsen.Begin.Severity
            ? []
            : Going(state, Resumed(state, worsen.Begin, now), worsen.Begin, now);

    /// <summary>Without a policy nothing is to come, until somebody serves it.</summary>
    public static EscalationBegan Anew(EscalationBegunAnew anew)
    {
        var runs = anew.Policies.Map(policy => EscalationRun.Of(policy, anew.RaisedAt));
        return runs.Length > 0
            ? new EscalationRunning(anew.Severity, anew.RaisedAt, runs, anew.Climb)
            : new EscalationExhausted(anew.Severity, anew.RaisedAt, runs, anew.Climb);
    }

    public static EscalationBegan Worse(EscalationBegan began, EscalationWorsened worsened)
    {
        var joining = worsened.Policies.Map(policy => EscalationRun.Of(policy, worsened.At));
        var runs = Values.From(began.Runs.Select(run => worsened.Again ? run.Again(worsened.At) : run).Concat(joining));
        return began is EscalationExhausted && runs.Any(run => run.NextAt is not null)
            ? new EscalationRunning(worsened.Severity, began.RaisedAt, runs, began.Climb)
            : began with
            {
                Severity = worsened.Severity,
                Runs = runs,
            };
    }

    /// <summary>What had begun goes on. Where nothing had, whoever serves it now begins, under keys of their own.</summary>
    static ImmutableArray<EscalationFact> Resumed(EscalationState state, ResumeEscalation resume, DateTimeOffset now) =>
        state switch
        {
            EscalationSilent silent when silent.Kept() is not null => [new EscalationResumed(resume.Reason, now)],
            EscalationSilent => First(EscalationRules.Anew(state, resume.Begin, now)),
            _ => Resumed(state, resume.Begin, now),
        };

    static ImmutableArray<EscalationFact> Resumed(EscalationState state, BeginEscalation begin, DateTimeOffset now) =>
        state is EscalationUnknown ? First(EscalationRules.Begin(begin, now)) : [];

    /// <summary>Its levels may have to wait.</summary>
    static ImmutableArray<EscalationFact> First(Decision<EscalationFact> beginning) => [.. beginning.Facts.Take(1)];

    static Decision<EscalationFact> Going(
        EscalationState state,
        ImmutableArray<EscalationFact> facts,
        BeginEscalation begin,
        DateTimeOffset now
    )
    {
        state = facts.Aggregate(state, EscalationRules.Evolve);
        if (Worsened(state, begin, now) is { } worse)
            (facts, state) = (facts.Add(worse), EscalationRules.Evolve(state, worse));
        return (state, begin.Held) switch
        {
            (EscalationRunning or EscalationExhausted, { } why) => new(facts.Add(new EscalationHeld(why, now))),
            (EscalationRunning running, null) => new([.. facts, .. EscalationRules.Each(running, Levels).Facts]),
            _ => new(facts),
        };

        IEnumerable<LevelReached> Levels(EscalationRun run) =>
            facts is [.., EscalationWorsened { Again: true }] ? run.Hastened("it got worse", now) : run.Due(now);
    }

    static EscalationWorsened? Worsened(EscalationState state, BeginEscalation begin, DateTimeOffset now)
    {
        if (state is not EscalationBegan began || began.Severity <= begin.Severity)
            return null;
        var joining = EscalationRules.Climbable(begin).RemoveAll(policy => IsRunning(began, policy));
        var isLeft = joining.Length > 0 || began.Runs.Length == 0 || began.Runs.Any(run => run.NextAt is not null);
        return new(begin.Severity, joining, now, Again: !isLeft);
    }

    public static bool IsRunning(EscalationBegan began, PolicySnapshot policy) =>
        began.Runs.Any(run => run.Policy.PolicyId == policy.PolicyId);
}
