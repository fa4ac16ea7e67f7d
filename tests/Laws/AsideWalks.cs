using FsCheck;
using FsCheck.Fluent;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Notifications;
using Watchfloor.Tests.Rules;
using static Watchfloor.Tests.Rules.EventSamples;

namespace Watchfloor.Tests.Laws;

/// <summary>Random detections, clears, acknowledges, shelves and returns at random times.</summary>
public sealed class AsideWalks
{
    static readonly EventCommand[] Life =
    [
        new Raise(Condition("drum")),
        new Merge(Condition("drum", Severity.Critical)),
        new Merge(Condition("vent", Severity.Low)),
        new Merge(Boiler),
        new Clear("drum", T0),
        new Clear("vent", T0),
        new Acknowledge("ana"),
        new Unacknowledge("ben", null),
        new Escalate("ben", null),
        new Start("ana"),
        new Resolve("ana", Force: true, Note: null),
        new Reopen("ben", null),
        new Reopen("ben", null, new Muting([MuteSamples.LineDown])),
    ];

    static readonly EventCommand[] Asides =
    [
        new PutAside(AsideKind.Shelved, "ana", TimeSpan.FromMinutes(7), "valve stuck"),
        new PutAside(AsideKind.Shelved, "ana", For: null, "valve stuck", OneShot: true),
        new PutAside(AsideKind.Suppressed, "ben", TimeSpan.FromMinutes(40), "pump stands"),
        new PutAside(AsideKind.OutOfService, "ben", TimeSpan.FromHours(2), "sensor out"),
        new BringBack(AsideKind.Shelved, "ana"),
        new BringBack(AsideKind.Suppressed, "ana"),
        new BringBack(AsideKind.OutOfService, "ana"),
        new SetMute(AsideKind.Maintenance, MuteSamples.NightWork with { Until = T0.AddMinutes(50) }),
        new SetMute(AsideKind.Maintenance, null),
        new SetMute(AsideKind.Inhibited, MuteSamples.LineDown),
        new SetMute(AsideKind.Inhibited, null),
    ];

    static readonly Muting Muted = new([MuteSamples.NightWork with { Until = T0.AddMinutes(20) }]);

    [Fact]
    public void What_comes_back_is_what_it_would_be_had_it_never_been_set_aside() =>
        Walk(moves =>
        {
            var (aside, plain) = (new EventLife(), new EventLife());
            foreach (var (command, now) in moves)
            {
                aside.Do(command, now);
                plain.Do(Asides.Contains(command) ? new EventTick() : command, now);
                Assert.Equal(Bare(plain.Event), Bare(aside.Event));
            }
        });

    [Fact]
    public void Nobody_is_paged_while_it_is_set_aside_and_never_without_a_due_level() =>
        Walk(moves =>
        {
            var life = Lived(moves);
            Assert.All(life.Pages, page => Assert.True(Attention(page.Page, page.Event).Needed, $"{page.Page} while {page.Event}"));
            Assert.All(
                life.Pages,
                page =>
                    Assert.Contains(
                        life.Levels,
                        level =>
                            (level.PolicyId, level.Round, level.Level, level.At)
                                == (page.Page.PolicyId, page.Page.Round, page.Page.Level, page.At)
                            && level.DueAt <= level.At
                    )
            );
        });

    [Fact]
    public void What_is_withheld_says_why_and_only_while_it_is_set_aside() =>
        Walk(moves =>
            Assert.All(
                Lived(moves).Withheld,
                withheld =>
                {
                    var newest = Assert.IsAssignableFrom<EventOpen>(withheld.Event).Body.Asides[^1];
                    Assert.Equal(newest.Words(), withheld.Page.Reason);
                }
            )
        );

    [Fact]
    public void The_escalation_is_held_exactly_while_a_new_event_is_set_aside() =>
        Walk(moves =>
        {
            var life = Lived(moves);
            var isAside = life.Event is EventNew { Body.Asides.Length: > 0 };
            Assert.Equal(isAside, life.Escalation is EscalationOnHold);
        });

    static PolicySnapshot ForCritical { get; } =
        EscalationSamples.AllAtOnce with
        {
            Spec = EscalationSamples.AllAtOnce.Spec with { Match = new(Severity.Critical) },
        };

    static Attention Attention(SendPage page, EventState state) => page.Forced ? EventAttention.OfForced(state) : EventAttention.Of(state);

    static EventLife Lived(IEnumerable<(EventCommand Command, DateTimeOffset Now)> moves)
    {
        var life = new EventLife(EscalationSamples.AnaThenBen, EscalationSamples.Twice, ForCritical);
        foreach (var (command, now) in moves)
            life.Do(command, now);
        return life;
    }

    static EventState Bare(EventState state) =>
        state is EventKnown known ? known with { Body = known.Body with { Asides = [], UpdatedAt = default } } : state;

    static void Walk(Action<IReadOnlyList<(EventCommand Command, DateTimeOffset Now)>> look)
    {
        var move =
            from command in Gen.Frequency((4, Gen.Elements(Life)), (3, Gen.Elements(Asides)))
            from seconds in Gen.Frequency((3, Gen.Choose(0, 90)), (1, Gen.Choose(0, 4000)))
            select (command, seconds);
        Prop.ForAll(
                move.ArrayOf(50).ToArbitrary(),
                walk =>
                {
                    var now = T0;
                    EventCommand first = walk.Length % 2 == 0 ? Life[0] : new Raise(Condition("drum"), Muting: Muted);
                    look([(first, T0), .. walk.Select(step => (step.command, now = now.AddSeconds(step.seconds)))]);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(2026, 105).WithMaxTest(300).WithQuietOnSuccess(true));
    }
}
