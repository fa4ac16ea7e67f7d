using Watchfloor.Events;
using Watchfloor.Mutes;
using Watchfloor.Notifications;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>Who is called while somebody works on what reports events (nobody), and when it is over.</summary>
public sealed class Maintaining
{
    const string Boiler = "Boiler 2 too hot";

    [Fact]
    public async Task An_event_raised_in_a_window_calls_nobody_and_after_it_the_first_level_first()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        await room.Window("w1", Work(room.Now, 1.Hours()));
        var boiler = await room.Raise(Boiler, Severity.Low);
        await room.Forward(59.Minutes());
        room.AllPhonesAreSilent();
        var muted = Assert.Single((await room.Event(boiler)).Muted);
        Assert.Equal((AsideKind.Maintenance, "Night work: new valve", "w1"), (muted.Kind, muted.Reason, muted.CauseId));
        var withheld = Assert.Single(await room.Pages(boiler));
        Assert.Equal((PageStatus.Suppressed, "phone-ana"), (withheld.Status, withheld.ChannelId));
        Assert.Contains("Night work: new valve", withheld.Reason);

        await room.Forward(1.Minutes());
        room.Phone("ana").Rings(Boiler);
        Assert.Empty((await room.Event(boiler)).Muted);
        await room.Forward(4.Minutes());
        room.AllPhonesAreSilent();
        await room.Forward(1.Minutes());
        room.Phone("ben").Rings(Boiler);
    }

    [Fact]
    public async Task A_window_that_begins_mutes_what_is_open_and_what_went_out_before_stays()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        await room.Window("w1", Work(room.Now + 2.Minutes(), 1.Hours()));
        var boiler = await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Forward(61.Minutes());
        room.AllPhonesAreSilent();
        await room.Forward(1.Minutes());
        room.Phone("ben").Rings(Boiler);
        Assert.Equal(
            [PageStatus.Delivered, PageStatus.Delivered, PageStatus.Suppressed],
            (await room.Pages(boiler)).Select(page => page.Status).Order()
        );
    }

    [Fact]
    public async Task A_window_holds_what_is_open_from_its_answer_on_and_lets_go_when_it_is_taken_away()
    {
        await using var room = await Open();
        await room.Policy("night", Level(1.Minutes(), "ana"));
        var (boiler, pump) = (await room.RaiseAt("f1", "heat", Boiler), await room.RaiseAt("f2", "heat", "Pump 1 stands"));
        await room.Window("w1", Work(room.Now, 1.Hours(), "f1"));
        Assert.Single((await room.Event(boiler)).Muted);
        await room.Forward(5.Minutes());
        room.Phone("ana").Rings("Pump 1 stands");
        room.AllPhonesAreSilent();
        await room.RemoveWindow("w1");
        room.Phone("ana").Rings(Boiler);
        Assert.Empty((await room.Event(boiler)).Muted);
        Assert.Empty((await room.Event(pump)).Muted);
    }

    [Fact]
    public async Task A_window_that_is_changed_holds_as_it_says_now()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        await room.Window("w1", Work(room.Now, 1.Hours()));
        var begun = room.Now;
        var boiler = await room.Raise(Boiler, Severity.Low);
        await room.AmendWindow("w1", Work(begun, 2.Hours()));
        await room.Forward(90.Minutes());
        room.AllPhonesAreSilent();
        await room.AmendWindow("w1", Work(begun, 80.Minutes()));
        room.Phone("ana").Rings(Boiler);
        Assert.Empty((await room.Event(boiler)).Muted);
    }

    [Fact]
    public async Task Where_one_window_ends_and_another_begins_nobody_is_called()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        await room.Window("w1", Work(room.Now, 1.Hours()));
        await room.Window("w2", Work(room.Now + 1.Hours(), 1.Hours()));
        var boiler = await room.Raise(Boiler, Severity.Low);
        await room.Forward(119.Minutes());
        room.AllPhonesAreSilent();
        Assert.Equal("w2", Assert.Single((await room.Event(boiler)).Muted).CauseId);
        await room.Forward(1.Minutes());
        room.Phone("ana").Rings(Boiler);
    }

    [Fact]
    public async Task Of_two_windows_one_that_is_taken_away_leaves_the_other()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        await room.Window("w1", Work(room.Now, 1.Hours()));
        await room.Window("w2", Work(room.Now, 2.Hours()));
        var boiler = await room.Raise(Boiler, Severity.Low);
        await room.RemoveWindow("w2");
        Assert.Equal("w1", Assert.Single((await room.Event(boiler)).Muted).CauseId);
        await room.Forward(59.Minutes());
        room.AllPhonesAreSilent();
        await room.Forward(1.Minutes());
        room.Phone("ana").Rings(Boiler);
    }

    [Fact]
    public async Task A_window_of_every_night_mutes_again()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        var nightly = new Recurrence(RecurrenceEvery.Day, [], "Europe/Vienna", null);
        await room.Window("w1", Work(room.Now, 1.Hours()) with { Recurrence = nightly });
        await room.Forward(90.Minutes());
        await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Forward(24.Hours() - 80.Minutes());
        await room.Raise("Pump 1 stands", Severity.Low);
        room.AllPhonesAreSilent();
        await room.Forward(50.Minutes());
        room.Phone("ana").Rings("Pump 1 stands");
    }

    [Fact]
    public async Task The_SLA_stands_still_in_a_window()
    {
        await using var room = await Open();
        await room.Window("w1", Work(room.Now, 1.Hours()));
        var boiler = await room.Raise(Boiler, Severity.Critical);
        await room.Forward(74.Minutes());
        Assert.Null((await room.Event(boiler)).SlaBreachedAt);
        await room.Forward(1.Minutes());
        Assert.NotNull((await room.Event(boiler)).SlaBreachedAt);
    }

    [Fact]
    public async Task What_is_reopened_in_a_window_calls_nobody()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        var boiler = await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Does(boiler, new Resolve("ana", false, null));
        await room.Window("w1", Work(room.Now, 1.Hours()));
        await room.Does(boiler, new Reopen("ana", null));
        await room.Forward(59.Minutes());
        room.AllPhonesAreSilent();
        await room.Forward(1.Minutes());
        room.Phone("ana").Rings(Boiler);
    }

    [Fact]
    public async Task A_power_cut_changes_nothing_of_it()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        await room.Window("w1", Work(room.Now + 10.Minutes(), 1.Hours()));
        await room.Window("w2", Work(room.Now, 5.Minutes()));
        await room.Raise(Boiler, Severity.Low);
        await room.PowerCut(1.Minutes());
        room.AllPhonesAreSilent();
        await room.PowerCut(4.Minutes());
        room.Phone("ana").Rings(Boiler);
        await room.PowerCut(10.Minutes());
        await room.Raise("Pump 1 stands", Severity.Low);
        room.AllPhonesAreSilent();
        await room.PowerCut(2.Hours());
        room.Phone("ana").Rings("Pump 1 stands");
    }
}
