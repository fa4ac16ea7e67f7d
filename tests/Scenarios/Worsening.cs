using Watchfloor.Events;
using Watchfloor.Notifications;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>Who is called when what somebody has gets worse, is given back, or is escalated by hand.</summary>
public sealed class Worsening
{
    const string Boiler = "Boiler 2 too hot";
    const string Heat = "heat";

    [Fact]
    public async Task An_acknowledged_event_that_gets_worse_is_new_again_and_calls_the_next_level_and_who_serves_the_worse()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        await room.Policy("worst", Severity.Critical, Level(0.Seconds(), "chief"));
        var boiler = await room.Raise(Boiler, Severity.High, Heat);
        room.Phone("ana").Rings(Boiler);
        await room.Does(boiler, new Acknowledge("ana"));
        await room.Forward(10.Minutes());
        room.AllPhonesAreSilent();

        await room.Raise(Boiler, Severity.Critical, Heat);
        Assert.Equal(Severity.Critical, room.Phone("chief").Rings(Boiler).Severity);
        Assert.Equal(2, room.Phone("ben").Rings(Boiler).Level);
        var view = await room.Event(boiler);
        Assert.Equal((EventStatus.New, null, Severity.Critical), (view.Status, view.AcknowledgedBy, view.Severity));
        Assert.Contains("unacknowledged", await room.Facts(boiler));
        await room.Forward(1.Hours());
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task Where_no_level_is_left_and_nobody_else_serves_the_worse_the_last_level_is_called_once_more()
    {
        await using var room = await Open();
        await room.Policy("small", Level(0.Seconds(), "ana"));
        var boiler = await room.Raise(Boiler, Severity.Medium, Heat);
        room.Phone("ana").Rings(Boiler);
        await room.Does(boiler, new Acknowledge("ben"));
        await room.Raise(Boiler, Severity.Critical, Heat);
        Assert.Equal("it got worse", room.Phone("ana").Rings(Boiler).Reason);
        await room.Raise(Boiler, Severity.Critical, Heat);
        await room.Forward(10.Minutes());
        room.AllPhonesAreSilent();
        Assert.Equal(2, (await room.Pages(boiler)).Count);
    }

    [Fact]
    public async Task A_new_event_that_gets_worse_calls_who_serves_the_worse_and_nobody_twice()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        await room.Policy("worst", Severity.Critical, Level(1.Minutes(), "chief"));
        await room.Raise(Boiler, Severity.High, Heat);
        room.Phone("ana").Rings(Boiler);
        await room.Raise(Boiler, Severity.Critical, Heat);
        room.AllPhonesAreSilent();
        await room.Forward(1.Minutes());
        room.Phone("chief").Rings(Boiler);
        await room.Forward(4.Minutes());
        room.Phone("ben").Rings(Boiler);
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task What_is_given_back_goes_on_where_it_was_also_after_a_power_cut()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"), Level(5.Minutes(), "chief"));
        var boiler = await room.Raise(Boiler, Severity.Low);
        var due = room.Now + 5.Minutes();
        room.Phone("ana").Rings(Boiler);
        await room.Forward(1.Minutes());
        await room.Does(boiler, new Acknowledge("ana"));
        Assert.Null((await room.Event(boiler)).NextPage);
        await room.Forward(1.Minutes());
        await room.PowerCut();
        await room.Does(boiler, new Unacknowledge("ana", "called away"));
        var next = (await room.Event(boiler)).NextPage!;
        Assert.Equal((due, 2, "night", "phone-ben"), (next.At, next.Level, next.Policy, Assert.Single(next.Targets)));
        await room.Forward(3.Minutes());
        room.Phone("ben").Rings(Boiler);
        await room.Forward(5.Minutes());
        room.Phone("chief").Rings(Boiler);
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task A_call_that_an_acknowledge_had_ended_is_made_when_it_is_given_back()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        room.Phone("ana").FailsNext(1);
        var boiler = await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Does(boiler, new Acknowledge("ben"));
        await room.Forward(10.Minutes());
        room.AllPhonesAreSilent();
        await room.Does(boiler, new Unacknowledge("ben", null));
        room.Phone("ana").Rings(Boiler);
        Assert.Equal(PageStatus.Delivered, Assert.Single(await room.Pages(boiler)).Status);
    }

    [Fact]
    public async Task What_is_given_back_while_it_is_shelved_calls_nobody_until_it_comes_back()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        var boiler = await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Does(boiler, new Acknowledge("ana"));
        await room.Does(boiler, new PutAside(AsideKind.Shelved, "ana", 1.Hours(), "valve stuck"));
        await room.Does(boiler, new Unacknowledge("ana", null));
        await room.Forward(59.Minutes());
        room.AllPhonesAreSilent();
        await room.Forward(1.Minutes());
        room.Phone("ben").Rings(Boiler);
    }

    [Fact]
    public async Task An_escalation_by_hand_calls_the_next_level_although_somebody_has_it()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"), Level(5.Minutes(), "chief"));
        var boiler = await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Does(boiler, new Acknowledge("ana"));
        await room.Does(boiler, new Start("ana"));

        room.Phone("ben").FailsNext(1);
        await room.Does(boiler, new Escalate("ana", "the hall is hot"));
        room.Phone("ben").Rings(Boiler);
        await room.Forward(1.Minutes());
        Assert.Equal("escalated by ana: the hall is hot", room.Phone("ben").Rings(Boiler).Reason);
        await room.Forward(1.Hours());
        room.AllPhonesAreSilent();
        Assert.Equal(EventStatus.InProgress, (await room.Event(boiler)).Status);

        await room.Does(boiler, new Escalate("ana", null));
        Assert.Equal("escalated by ana", room.Phone("chief").Rings(Boiler).Reason);
        var refused = await room.Tries(boiler, new Escalate("ana", null));
        Assert.Equal((OutcomeKind.Refused, "every level of its escalation was reached; no level is left"), (refused.Kind, refused.Reason));
        Assert.All(await room.Pages(boiler), page => Assert.False(page.Crossed));
    }

    [Fact]
    public async Task A_forced_call_ends_when_the_event_is_over()
    {
        await using var room = await Open();
        await room.Policy("night", Level(1.Minutes(), "ana"));
        var boiler = await room.Raise(Boiler, Severity.Low);
        await room.Does(boiler, new Acknowledge("ben"));
        room.Phone("ana").FailsNext(1);
        await room.Does(boiler, new Escalate("ben", null));
        room.Phone("ana").Rings(Boiler);
        await room.Does(boiler, new Resolve("ben", Force: false, Note: null));
        await room.Forward(1.Hours());
        room.AllPhonesAreSilent();
        var page = Assert.Single(await room.Pages(boiler));
        Assert.Equal((PageStatus.Suppressed, "resolved by ben"), (page.Status, page.Reason));
    }

    [Fact]
    public async Task Where_nobody_serves_it_there_is_nobody_to_escalate_to()
    {
        await using var room = await Open();
        var boiler = await room.Raise(Boiler);
        var refused = await room.Tries(boiler, new Escalate("ana", null));
        Assert.Equal((OutcomeKind.Refused, "no escalation policy serves it"), (refused.Kind, refused.Reason));
        Assert.Equal(1, (await room.Event(boiler)).Version);
    }
}
