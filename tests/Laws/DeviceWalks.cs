using FsCheck;
using FsCheck.Fluent;
using Watchfloor.Devices;
using Watchfloor.Telemetry;
using static Watchfloor.Tests.Rules.DeviceSamples;

namespace Watchfloor.Tests.Laws;

public sealed class DeviceWalks
{
    static readonly DeviceState Watching = new DeviceFact[] { Watched(ForTenSeconds), Watched(AtOnce, "r2") }.Aggregate(
        DeviceRules.Initial,
        DeviceRules.Evolve
    );

    static readonly Gen<Reading[]> Logs =
        from steps in (
            from seconds in Gen.Choose(-3, 8)
            from value in Gen.Elements(7, 7.7, 8.4, 9.5)
            from quality in Gen.Frequency((9, Gen.Constant(Quality.Good)), (1, Gen.Constant(0)))
            select (seconds, value, quality)
        ).ArrayOf(40)
        select Log(steps);

    [Fact]
    public void A_condition_is_met_and_over_by_turns() =>
        Check(
            Logs,
            log =>
            {
                foreach (var rule in Facts(Watching, log).GroupBy(RuleOf))
                {
                    var turns = rule.Where(fact => fact is ConditionMet or ConditionOver).Select(fact => fact is ConditionMet).ToList();
                    Assert.Equal(Enumerable.Range(0, turns.Count).Select(i => i % 2 == 0), turns);
                }
            }
        );

    [Fact]
    public void A_condition_with_a_time_is_met_only_by_samples_that_far_apart() =>
        Check(
            Logs,
            log =>
                Assert.All(
                    Facts(Watching, log).OfType<ConditionMet>().Where(met => met.RuleId == "r1"),
                    met => Assert.True(log.Single(reading => reading.Seq == met.Seq).Sample.At - met.Since >= ForTenSeconds.For)
                )
        );

    [Fact]
    public void Reading_the_log_in_pieces_and_again_gives_the_same() =>
        Check(
            from log in Logs
            from cut in Gen.Choose(0, 40)
            from back in Gen.Choose(0, 40)
            select (log, cut, back),
            walk =>
            {
                var (first, rest) = (walk.log.Take(walk.cut).ToArray(), walk.log.Skip(Math.Max(0, walk.cut - walk.back)).ToArray());
                var whole = After(Watching, walk.log);
                Assert.Equal(whole, After(After(Watching, first), rest));
            }
        );

    static Reading[] Log((int Seconds, double Value, int Quality)[] steps)
    {
        var seconds = 0;
        return [.. steps.Select((step, i) => At(i + 1, seconds += step.Seconds, step.Value, step.Quality))];
    }

    static string RuleOf(DeviceFact fact) =>
        fact switch
        {
            LimitCrossed f => f.RuleId,
            LimitRespected f => f.RuleId,
            ConditionMet f => f.RuleId,
            ConditionOver f => f.RuleId,
            _ => "",
        };

    static IReadOnlyList<DeviceFact> Facts(DeviceState state, Reading[] log) => DeviceRules.Decide(state, Seen(log), T0).Facts;

    static DeviceState After(DeviceState state, Reading[] log) => Facts(state, log).Aggregate(state, DeviceRules.Evolve);

    static void Check<T>(Gen<T> walks, Action<T> look) =>
        Prop.ForAll(walks.ToArbitrary(), look)
            .Check(Config.QuickThrowOnFailure.WithReplay(2026, 105).WithMaxTest(300).WithQuietOnSuccess(true));
}
