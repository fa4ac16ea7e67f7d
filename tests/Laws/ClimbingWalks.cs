using FsCheck;
using FsCheck.Fluent;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Tests.Rules;
using static Watchfloor.Tests.Rules.EventSamples;

namespace Watchfloor.Tests.Laws;

/// <summary>An event and its escalations, over any life: whoever should be paged will be.</summary>
public sealed class ClimbingWalks
{
    static readonly EventCommand[] Life =
    [
        .. Commands.Where(command => command is not (Raise or BreakOff or Merge)),
        new Merge(Boiler),
        new Merge(Condition("drum", Severity.Critical)),
        new Merge(Condition("vent", Severity.Critical) with { Historical = true }),
        new Merge(Condition("vent", Severity.Low)),
        new Resolve("ben", Force: true, Note: null),
        new Reopen("ben", "it is back"),
    ];

    [Fact]
    public void A_new_live_event_is_never_silent_and_climbs_where_somebody_serves_it() =>
        Walk(world =>
        {
            if (world.Event is not EventNew { Body: { Historical: false, Gathering: null } })
                return;
            Assert.IsNotType<EscalationSilent>(world.Escalation);
            if (world.Serving().Length > 0)
                Assert.NotEmpty(Assert.IsType<EscalationBegan>(world.Escalation, exactMatch: false).Runs);
        });

    [Fact]
    public void What_is_told_for_the_record_never_climbs() =>
        Walk(world =>
        {
            if (world.Event is EventKnown { Body.Historical: true })
                Assert.IsNotType<EscalationBegan>(world.Escalation, exactMatch: false);
        });

    static void Walk(Action<EventLife> look)
    {
        var beginnings = Gen.Elements<EventCommand>(
            new Raise(Condition("drum", Severity.Medium)),
            new Raise(Boiler),
            new Raise(Boiler, Fickle),
            new Raise(Boiler with { Historical = true }),
            new BreakOff("e8", 1, "ana", Note: null, Boiler, [Held("drum")])
        );
        var steps =
            from command in Gen.Elements(Life)
            from seconds in Gen.Frequency((3, Gen.Choose(0, 5)), (1, Gen.Choose(0, 4000)))
            select (command, seconds);
        var lives = from beginning in beginnings from life in steps.ArrayOf(40) select (beginning, life);
        Prop.ForAll(
                lives.ToArbitrary(),
                walk =>
                {
                    var (world, now) = (new EventLife(Serving(Severity.Critical), Serving(Severity.High)), T0);
                    world.Do(walk.beginning, now);
                    foreach (var (command, seconds) in walk.life)
                    {
                        world.Do(command, now = now.AddSeconds(seconds));
                        look(world);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(2026, 1131).WithMaxTest(600).WithQuietOnSuccess(true));
    }

    static PolicySnapshot Serving(Severity severity) =>
        EscalationSamples.AnaThenBen with
        {
            PolicyId = $"{severity}",
            Spec = EscalationSamples.AnaThenBen.Spec with { Match = new(severity) },
        };
}
