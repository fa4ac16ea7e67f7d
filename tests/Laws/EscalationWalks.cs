using FsCheck.Fluent;
using Watchfloor.Escalations;
using static Watchfloor.Tests.Rules.EscalationSamples;

namespace Watchfloor.Tests.Laws;

public sealed class EscalationWalks
{
    [Fact]
    public void Every_level_is_reached_at_most_once_per_round_and_in_order() =>
        Walk(
            (journal, _) =>
            {
                foreach (var policy in Climbs(journal).SelectMany(climb => climb.OfType<LevelReached>().GroupBy(it => it.PolicyId)))
                {
                    var climbed = policy.Select(reached => (reached.Round, reached.Level)).ToList();
                    Assert.Equal(climbed.Distinct().Order(), climbed);
                }
            }
        );

    [Fact]
    public void No_level_is_reached_before_its_time_unless_it_is_hastened() =>
        Walk(
            (journal, _) =>
            {
                Assert.All(journal.OfType<LevelReached>(), reached => Assert.True(reached.DueAt <= reached.At));
                foreach (var policy in Climbs(journal).SelectMany(climb => climb.OfType<LevelReached>().GroupBy(it => it.PolicyId)))
                {
                    var levels = Policies.Single(known => known.PolicyId == policy.Key).Spec.Levels;
                    foreach (var (before, next) in policy.Zip(policy.Skip(1)).Where(pair => pair.Second is { Reason: "due", Level: > 1 }))
                        Assert.True(next.At - before.At >= levels[next.Level - 1].After);
                }
            }
        );

    [Fact]
    public void In_silence_no_level_is_reached_that_nobody_forced_until_it_is_resumed_or_begins_anew() =>
        Walk(
            (journal, _) =>
            {
                var isSilent = false;
                foreach (var fact in journal)
                {
                    isSilent = fact is EscalationSilenced || isSilent && fact is not (EscalationResumed or EscalationBegunAnew);
                    Assert.True(!isSilent || fact is EscalationSilenced or LevelReached { Forced: true }, $"{fact} in silence");
                }
            }
        );

    [Fact]
    public void What_is_resumed_goes_on_with_the_level_that_comes_next() =>
        Walk(
            (journal, _) =>
            {
                var kept = EscalationRules.Initial;
                foreach (var fact in journal)
                {
                    var next = EscalationRules.Evolve(kept, fact);
                    if ((kept, fact, next) is (EscalationSilent silent, EscalationResumed, EscalationBegan began))
                        Assert.Equal(silent.Runs, began.Runs);
                    kept = next;
                }
            }
        );

    [Fact]
    public void While_it_runs_something_is_due_and_otherwise_nothing() =>
        Walk(
            (_, state) =>
                Assert.Equal(
                    state is EscalationRunning || state is EscalationOnHold held && held.Waiting().Any(),
                    EscalationRules.DueAt(state) is not null
                )
        );

    [Fact]
    public void While_it_is_held_no_level_is_reached_and_each_is_withheld_once() =>
        Walk(
            (journal, _) =>
            {
                var (isHeld, withheld) = (false, new HashSet<string>());
                foreach (var fact in journal)
                {
                    isHeld = fact is EscalationHeld || isHeld && fact is not (EscalationReleased or EscalationSilenced);
                    if (!isHeld)
                        withheld.Clear();
                    Assert.False(isHeld && fact is LevelReached, $"{fact} while it is held");
                    Assert.True(fact is not LevelWithheld level || isHeld && withheld.Add(level.PolicyId), $"{fact} once too often");
                }
            }
        );

    static PolicySnapshot[] Policies => [AnaThenBen, AllAtOnce, Twice];

    /// <summary>The journal up to a new beginning, from there to the next, and so on.</summary>
    static List<List<EscalationFact>> Climbs(IReadOnlyList<EscalationFact> journal)
    {
        var climbs = new List<List<EscalationFact>> { new() };
        foreach (var fact in journal)
        {
            if (fact is EscalationBegunAnew)
                climbs.Add([]);
            climbs[^1].Add(fact);
        }
        return climbs;
    }

    static void Walk(Action<IReadOnlyList<EscalationFact>, EscalationState> look) =>
        RandomWalk<EscalationRules, EscalationState, EscalationCommand, EscalationFact>.Check(
            Gen.Frequency(
                (12, Gen.Elements(Commands.Where(command => command is not SilenceEscalation))),
                (1, Gen.Constant<EscalationCommand>(new SilenceEscalation("acknowledged by ana")))
            ),
            T0,
            look
        );
}
