using Watchfloor.Json;

namespace Watchfloor.Escalations;

/// <summary>One policy on its way: the level that comes next and when; no instant when all were reached.</summary>
public sealed record EscalationRun(PolicySnapshot Policy, int Round, int Level, DateTimeOffset? NextAt)
{
    /// <summary>From the first level on, whose time counts from the event's creation.</summary>
    public static EscalationRun Of(PolicySnapshot policy, DateTimeOffset raisedAt) =>
        new(policy, Round: 1, Level: 1, Instants.Truncate(raisedAt + policy.Spec.Levels[0].After));

    /// <summary>
    /// After its level was reached. The next one counts from then. After the last level, <c>every</c> alone leads to the
    /// first level of the next round: that level's own <c>after</c> is not added again.
    /// </summary>
    public EscalationRun After(LevelReached reached) =>
        Level < Policy.Spec.Levels.Length ? this with { Level = Level + 1, NextAt = Later(reached.At, Policy.Spec.Levels[Level].After) }
        : Policy.Spec.Repeat is { } repeat && Round <= repeat.Times
            ? this with
            {
                Round = Round + 1,
                Level = 1,
                NextAt = Later(reached.At, repeat.Every),
            }
        : this with { NextAt = null };

    /// <summary>Its last level once more, in a round that pages that one alone.</summary>
    public EscalationRun Again(DateTimeOffset at) => this with { Round = Round + 1, NextAt = at };

    /// <summary>
    /// The levels that are due, each once: a missed one fires now, and the next delay counts from now. Levels without a
    /// delay between them are reached together, so that time always moves on.
    /// </summary>
    public IEnumerable<LevelReached> Due(DateTimeOffset now)
    {
        for (var run = this; run.NextAt is { } due && due <= now; )
        {
            var reached = run.Reach(due, "due", now);
            yield return reached;
            run = run.After(reached);
        }
    }

    /// <summary>The next level, now, whenever it was planned for; none where all were reached.</summary>
    public IEnumerable<LevelReached> Hastened(string reason, DateTimeOffset now)
    {
        if (NextAt is not { } planned)
            yield break;
        var reached = Reach(planned < now ? planned : now, reason, now);
        yield return reached;
        foreach (var next in After(reached).Due(now))
            yield return next;
    }

    /// <summary>The levels of this round that were reached; of the round before where this one has only begun.</summary>
    public IEnumerable<(int Round, int Level)> ReachedLevels() =>
        NextAt is null ? Levels(Round, Level)
        : Level > 1 ? Levels(Round, Level - 1)
        : Round > 1 ? Levels(Round - 1, Policy.Spec.Levels.Length)
        : [];

    /// <summary>Whom a level pages, each once.</summary>
    public IEnumerable<string> ChannelsOf(int level) => Policy.Spec.Levels[level - 1].Targets.Select(target => target.ChannelId).Distinct();

    static IEnumerable<(int Round, int Level)> Levels(int round, int last) => Enumerable.Range(1, last).Select(level => (round, level));

    LevelReached Reach(DateTimeOffset due, string reason, DateTimeOffset now) => new(Policy.PolicyId, Round, Level, due, reason, now);

    static DateTimeOffset Later(DateTimeOffset at, TimeSpan wait) => Instants.Truncate(at + wait);
}
