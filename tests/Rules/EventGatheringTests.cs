using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Mutes;
using static Watchfloor.Tests.Rules.EventSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Events.EventRules,
    Watchfloor.Events.EventState,
    Watchfloor.Events.EventCommand,
    Watchfloor.Events.EventFact
>;

namespace Watchfloor.Tests.Rules;

/// <summary>Only from the third in five minutes on.</summary>
public sealed class EventGatheringTests
{
    static readonly Handling Third = new(Threshold: new(3, TimeSpan.FromMinutes(5)));
    const string Why = "shelved by ana until 2026-01-05 07:01:00 UTC: valve stuck";
    static readonly EntityId Escalation = new(Kinds.Escalation, TenantId.Default, "e1");

    /// <summary>From here on it may mute others.</summary>
    static readonly Effect Heard = new(MutesKey.Of(TenantId.Default), new EventOpened("e1"));

    [Fact]
    public void Until_then_it_is_there_and_calls_for_nobody() =>
        Once()
            .AndSends(Self)
            .And(state =>
                Assert.Equal(
                    (false, T0, "seen once within 5 min; it calls for people from 3 times on"),
                    (EventAttention.Of(state).Needed, EventAttention.Of(state).SilentSince, EventAttention.Of(state).Reason)
                )
            )
            .And(state => Assert.Equal(T0, Body(state).SlaPausedAt));

    [Fact]
    public void The_third_in_five_minutes_calls_and_its_SLA_begins() =>
        Once()
            .When(new Merge(Seen(2)), At(2))
            .Then(new Merged(Seen(2), At(2)))
            .When(new Merge(Seen(5)), At(5))
            .Then(new Merged(Seen(5), At(5)), new ThresholdReached(3, TimeSpan.FromMinutes(5), At(5)))
            .AndSends(Self, new Effect(Escalation, new BeginEscalation(Severity.High, "pressure", "f1", At(5))), Heard)
            .And(state => Assert.True(EventAttention.Of(state).Needed))
            .AndDueAt(At(65));

    [Fact]
    public void The_third_a_moment_too_late_does_not() =>
        Once()
            .When(new Merge(Seen(2)), At(2))
            .When(new Merge(Seen(5.1)), At(5.1))
            .Then(new Merged(Seen(5.1), At(5.1)))
            .When(new Merge(Seen(7)), At(7)) // 2, 5.1 and 7 are three in five minutes
            .And(state => Assert.Null(Body(state).Gathering));

    [Fact]
    public void What_is_told_late_fills_the_room_between() =>
        Once()
            .When(new Merge(Seen(4)), At(4))
            .When(new Merge(Seen(8)), At(8))
            .When(new Merge(Seen(2)), At(9))
            .And(state => Assert.Null(Body(state).Gathering));

    [Fact]
    public void Five_quiet_minutes_end_it_and_say_why() =>
        Once()
            .AndDueAt(At(5))
            .When(new Merge(Seen(3)), At(3))
            .AndDueAt(At(8))
            .When(new EventTick(), At(8))
            .Then(new Resolved("system", false, "It was seen 2 times within 5 min; it calls for people from 3 times on.", At(8)));

    [Fact]
    public void While_a_condition_is_open_it_stays() =>
        Story.Given().When(new Raise(Condition("drum"), Third), T0).AndDueAt(null).When(new EventTick(), At(600)).Then();

    [Fact]
    public void What_comes_and_goes_is_counted_in_one_event() =>
        Story
            .Given()
            .When(new Raise(Condition("drum"), Third), T0)
            .When(new Clear("drum", At(1)), At(1))
            .Then(new ConditionCleared("drum", At(1), At(1)))
            .When(new Merge(Condition("drum") with { DetectedAt = At(2) }), At(2))
            .When(new Clear("drum", At(3)), At(3))
            .When(new Merge(Condition("drum") with { DetectedAt = At(4) }), At(4))
            .And(state => Assert.Null(Body(state).Gathering))
            .When(new Clear("drum", At(4.5)), At(11))
            .And(state => Assert.True(state is EventResolved || Body(state).Unstable is not null));

    [Fact]
    public void Who_has_it_already_is_not_called()
    {
        Once()
            .When(new Acknowledge("ana"), At(1))
            .When(new Merge(Seen(2)), At(2))
            .When(new Merge(Seen(3)), At(3))
            .And(state => Assert.IsType<EventAcknowledged>(state))
            .AndSends(Self, Heard);
    }

    [Fact]
    public void What_is_set_aside_calls_when_it_comes_back() =>
        Once()
            .When(new PutAside(AsideKind.Shelved, "ana", TimeSpan.FromHours(1), "valve stuck"), At(1))
            .When(new Merge(Seen(2)), At(2))
            .When(new Merge(Seen(3)), At(3))
            .AndSends(Self, new Effect(Escalation, new BeginEscalation(Severity.High, "pressure", "f1", At(3), Held: Why)), Heard);

    [Fact]
    public void People_see_how_far_it_is() =>
        Once()
            .When(new Merge(Seen(2)), At(2))
            .And(state =>
                Assert.Equal(
                    new GatheringView(2, 3, TimeSpan.FromMinutes(5)),
                    Assert.IsType<EventView>(EventRules.Describe(Self, state, 2)!.View).Gathering
                )
            );

    static Story Once() => Story.Given().When(new Raise(Boiler, Third), T0);

    static Detection Seen(double minute) => Boiler with { DetectedAt = At(minute) };

    static DateTimeOffset At(double minute) => T0.AddMinutes(minute);

    static EventBody Body(EventState state) => Assert.IsAssignableFrom<EventKnown>(state).Body;
}
