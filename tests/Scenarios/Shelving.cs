using Watchfloor.Events;
using Watchfloor.Notifications;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>Who is called while an event is set aside (nobody), and when it comes back.</summary>
public sealed class Shelving
{
    const string Boiler = "Boiler 2 too hot";

    [Fact]
    public async Task A_shelved_event_calls_nobody_and_when_its_time_is_over_goes_on_where_it_was()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"), Level(5.Minutes(), "chief"));
        var boiler = await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Does(boiler, Shelve(1.Hours()));
        await room.Forward(59.Minutes());
        room.AllPhonesAreSilent();
        Assert.Null((await room.Event(boiler)).NextPage);

        await room.Forward(1.Minutes());
        room.Phone("ben").Rings(Boiler);
        await room.Forward(5.Minutes());
        room.Phone("chief").Rings(Boiler);
        var view = await room.Event(boiler);
        Assert.Equal((EventStatus.New, null), (view.Status, view.Shelved));
    }

    [Fact]
    public async Task The_page_that_did_not_go_out_is_kept_with_its_reason()
    {
        await using var room = await Open();
        await room.Policy("night", Level(1.Minutes(), "ana"));
        var boiler = await room.Raise(Boiler, Severity.Low);
        await room.Does(boiler, Shelve(1.Hours()));
        await room.Forward(10.Minutes());
        var kept = Assert.Single(await room.Pages(boiler));
        Assert.Equal((PageStatus.Suppressed, "phone-ana"), (kept.Status, kept.ChannelId));
        Assert.Contains("valve stuck", kept.Reason);

        await room.Does(boiler, new BringBack(AsideKind.Shelved, "ana"));
        room.Phone("ana").Rings(Boiler);
        Assert.Equal([PageStatus.Delivered, PageStatus.Suppressed], (await room.Pages(boiler)).Select(page => page.Status).Order());
    }

    [Fact]
    public async Task A_call_that_failed_before_is_made_again_after_the_return()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        room.Phone("ana").FailsNext(1);
        var boiler = await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Does(boiler, Shelve(1.Hours()));
        await room.Forward(30.Minutes());
        room.AllPhonesAreSilent();
        Assert.Equal(PageStatus.Suppressed, Assert.Single(await room.Pages(boiler)).Status);
        await room.Forward(30.Minutes());
        room.Phone("ana").Rings(Boiler);
        Assert.Equal(PageStatus.Delivered, Assert.Single(await room.Pages(boiler)).Status);
    }

    [Fact]
    public async Task Who_has_it_has_it_still_when_it_comes_back()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        var boiler = await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Does(boiler, new Acknowledge("ana"));
        await room.Does(boiler, Shelve(10.Minutes()));
        await room.Forward(1.Hours());
        room.AllPhonesAreSilent();
        var view = await room.Event(boiler);
        Assert.Equal((EventStatus.Acknowledged, "ana", null), (view.Status, view.AcknowledgedBy, view.Shelved));
    }

    [Fact]
    public async Task A_one_shot_shelf_is_left_when_the_trouble_is_seen_again()
    {
        await using var room = await Open();
        await room.Policy("night", Level(1.Minutes(), "ana"));
        var boiler = await room.Raise(Boiler, Severity.Low, category: "heat");
        await room.Does(boiler, new PutAside(AsideKind.Shelved, "ana", null, "valve stuck", OneShot: true));
        await room.Forward(10.Minutes());
        room.AllPhonesAreSilent();
        await room.Raise(Boiler, Severity.Low, category: "heat");
        room.Phone("ana").Rings(Boiler);
    }

    [Fact]
    public async Task Out_of_service_outlives_a_power_cut_and_ends_in_it()
    {
        await using var room = await Open();
        await room.Policy("night", Level(1.Minutes(), "ana"));
        var boiler = await room.Raise(Boiler, Severity.Low);
        await room.Does(boiler, new PutAside(AsideKind.OutOfService, "chief", 2.Hours(), "sensor out"));
        await room.Does(boiler, Shelve(10.Minutes()));
        await room.PowerCut(1.Hours());
        room.AllPhonesAreSilent();
        var view = await room.Event(boiler);
        Assert.Equal((null, "sensor out"), (view.Shelved, view.OutOfService?.Reason));
        await room.PowerCut(2.Hours());
        room.Phone("ana").Rings(Boiler);
        Assert.Null((await room.Event(boiler)).OutOfService);
    }

    static PutAside Shelve(TimeSpan length) => new(AsideKind.Shelved, "ana", length, "valve stuck");
}
