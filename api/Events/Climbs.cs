using Watchfloor.Escalations;
using Watchfloor.Store;
using static Watchfloor.Events.Timeline;

namespace Watchfloor.Events;

/// <summary>One run of the escalations of an event, as its journal tells it.</summary>
/// <param name="Number">From 1; each reopening makes another.</param>
/// <param name="RaisedAt">What its first levels count from.</param>
sealed record Climb(int Number, Severity Severity, DateTimeOffset RaisedAt, IReadOnlyList<PolicySnapshot> Policies)
{
    /// <summary>The newest level that each policy reached.</summary>
    public Dictionary<string, LevelReached> Reached { get; } = new(StringComparer.Ordinal);

    /// <summary>What the first level of policies counts from that joined when the event got worse.</summary>
    public Dictionary<string, DateTimeOffset> Joined { get; } = new(StringComparer.Ordinal);

    /// <summary>That it ended before its last level, and why.</summary>
    public EscalationSilenced? Silenced { get; set; }

    /// <summary>That it pages nobody for a time, and why.</summary>
    public EscalationHeld? Held { get; set; }

    /// <summary>The levels of a policy's round that were still to come, and when they would have been reached.</summary>
    public IEnumerable<(int Round, int Level, DateTimeOffset DueAt)> Left(PolicySnapshot policy)
    {
        var levels = policy.Spec.Levels;
        var (round, level, due) = Reached.GetValueOrDefault(policy.PolicyId) switch
        {
            null => (1, 1, Joined.GetValueOrDefault(policy.PolicyId, RaisedAt) + levels[0].After),
            { } last when last.Level < levels.Length => (last.Round, last.Level + 1, last.At + levels[last.Level].After),
            { } last when policy.Spec.Repeat is { } repeat && last.Round <= repeat.Times => (last.Round + 1, 1, last.At + repeat.Every),
            _ => (0, int.MaxValue, default),
        };
        for (; level <= levels.Length; due += level < levels.Length ? levels[level].After : default, level++)
            yield return (round, level, due);
    }
}

/// <summary>Reads the journal of escalations. Facts that it does not know change nothing but that the escalations go on.</summary>
static class Climbs
{
    public static IReadOnlyList<Climb> Of(IReadOnlyList<JournalRow> escalations)
    {
        var climbs = new List<Climb>();
        EscalationSilenced? before = null; // somebody acted before they could begin
        foreach (var row in escalations)
        {
            var now = climbs.Count > 0 ? climbs[^1] : null;
            switch (row.Fact)
            {
                case "begun":
                    var begun = Read<EscalationBegun>(row);
                    climbs.Add(new(1, begun.Severity, begun.RaisedAt, [.. begun.Policies]));
                    break;
                case "begun-anew":
                    var anew = Read<EscalationBegunAnew>(row);
                    climbs.Add(new(anew.Climb, anew.Severity, anew.RaisedAt, [.. anew.Policies]));
                    break;
                case "silenced" when now is null:
                    before = Read<EscalationSilenced>(row);
                    break;
                case "silenced":
                    (now.Silenced, now.Held) = (Read<EscalationSilenced>(row), null);
                    break;
                case "held" when now is not null:
                    (now.Held, now.Silenced) = (Read<EscalationHeld>(row), null);
                    break;
                case "level-reached" when now is not null:
                    var reached = Read<LevelReached>(row);
                    now.Reached[reached.PolicyId] = reached;
                    if (!reached.Forced) // what is silent stays silent although somebody had it paged
                        (now.Held, now.Silenced) = (null, null);
                    break;
                case "resumed" when now is null:
                    before = null;
                    break;
                case "worsened" when now is not null:
                    climbs[^1] = Worse(now, Read<EscalationWorsened>(row));
                    break;
                case "level-withheld":
                    break;
                case not null when now is not null:
                    (now.Held, now.Silenced) = (null, null);
                    break;
            }
        }
        return climbs.Count == 0 && before is not null ? [new(1, Severity.Low, before.At, []) { Silenced = before }] : climbs;
    }

    static Climb Worse(Climb climb, EscalationWorsened worsened)
    {
        foreach (var policy in worsened.Policies)
            climb.Joined[policy.PolicyId] = worsened.At;
        return climb with { Severity = worsened.Severity, Policies = [.. climb.Policies, .. worsened.Policies] };
    }
}
