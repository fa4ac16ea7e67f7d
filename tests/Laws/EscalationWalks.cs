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
                foreach (var policy in journal.OfType<LevelReached>().GroupBy(reached => reached.PolicyId))
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
                foreach (var policy in journal.OfType<LevelReached>().GroupBy(reached => reached.PolicyId))
                {
                    var levels = Policies.Single(known => known.PolicyId == policy.Key).Spec.Levels;
                    foreach (var (before, next) in policy.Zip(policy.Skip(1)).Where(pair => pair.Second is { Reason: "due", Level: > 1 }))
                        Assert.True(next.At - before.At >= levels[next.Level - 1].After);
                }
            }
        );

    [Fact]
    public void After_silence_no_level_is_reached() =>
        Walk((journal, _) => Assert.Empty(journal.SkipWhile(fact => fact is not EscalationSilenced).Skip(1)));

    [Fact]
    public void While_it_runs_something_is_due_and_otherwise_nothing() =>
        Walk((_, state) => Assert.Equal(state is EscalationRunning, EscalationRules.DueAt(state) is not null));

    static PolicySnapshot[] Policies => [AnaThenBen, AllAtOnce, Twice];

    static void Walk(Action<IReadOnlyList<EscalationFact>, EscalationState> look) =>
        RandomWalk<EscalationRules, EscalationState, EscalationCommand, EscalationFact>.Check(
            Gen.Frequency(
                (40, Gen.Elements(Commands.Where(command => command is not SilenceEscalation))),
                (1, Gen.Constant<EscalationCommand>(new SilenceEscalation("acknowledged by ana")))
            ),
            T0,
            look
        );
}
