using Watchfloor.Events;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>What is over and is not, and what goes together.</summary>
public sealed class Reopening
{
    const string Boiler = "Boiler 2 too hot";

    [Fact]
    public async Task A_reopened_event_pages_from_the_first_level_again_and_breaches_its_SLA_again()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        var boiler = await room.Raise(Boiler);
        var first = room.Phone("ana").Rings(Boiler);
        await room.Does(boiler, new Acknowledge("ana"));
        await room.Does(boiler, new Resolve("ana", Force: false, Note: null));
        await room.Does(boiler, new Close("ana"));
        await room.Forward(2.Hours());
        room.AllPhonesAreSilent();

        await room.Does(boiler, new Reopen("ben", "it is back"));
        var again = room.Phone("ana").Rings(Boiler);
        Assert.NotEqual(first.Key, again.Key);
        Assert.Equal((1, 1), (again.Level, again.Round));
        await room.Forward(5.Minutes());
        room.Phone("ben").Rings(Boiler);
        await room.Forward(10.Minutes());
        var view = await room.Event(boiler);
        Assert.Equal((EventStatus.New, true), (view.Status, view.SlaBreachedAt is not null));
        room.AllPhonesAreSilent();
        Assert.Equal(3, (await room.Pages(boiler)).Count);
    }

    [Fact]
    public async Task What_nobody_serves_when_it_is_reopened_pages_whoever_serves_it_when_it_gets_worse()
    {
        await using var room = await Open();
        await room.Policy("worst", Severity.Critical, Level(0.Seconds(), "chief"));
        var boiler = await room.Raise(Boiler, Severity.Medium, "heat");
        await room.Does(boiler, new Resolve("ana", Force: false, Note: null));
        await room.Does(boiler, new Reopen("ben", "it is back"));
        room.AllPhonesAreSilent();
        await room.Raise(Boiler, Severity.Critical, "heat");
        room.Phone("chief").Rings(Boiler);
        Assert.Equal(1, Assert.Single(await room.Pages(boiler)).Level);
    }

    [Fact]
    public async Task Linked_events_point_at_each_other_until_one_lets_go()
    {
        await using var room = await Open();
        var (boiler, pump) = (await room.Raise(Boiler), await room.Raise("Pump 3 stopped"));
        await room.Does(boiler, new Link("ana", new(LinkKind.Event, pump)));
        Assert.Equal([new EventLink(LinkKind.Event, pump)], (await room.Event(boiler)).Links);
        Assert.Equal([new EventLink(LinkKind.Event, boiler)], (await room.Event(pump)).Links);
        await room.Does(pump, new Unlink("ben", new(LinkKind.Event, boiler)));
        Assert.Empty((await room.Event(boiler)).Links);
        Assert.Empty((await room.Event(pump)).Links);
    }

    [Fact]
    public async Task Whose_it_is_outlives_a_power_cut()
    {
        await using var room = await Open();
        var boiler = await room.Raise(Boiler);
        await room.Does(boiler, new Assign("ana", "ben"));
        await room.PowerCut();
        Assert.Equal("ben", (await room.Event(boiler)).Assignee);
    }
}
