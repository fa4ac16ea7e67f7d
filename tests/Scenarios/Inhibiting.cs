using Watchfloor.Events;
using Watchfloor.Notifications;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>Who is called while one trouble says enough of another.</summary>
public sealed class Inhibiting
{
    const string Line = "Station 7 is not heard";
    const string Pump = "Pump 1 stands";

    [Fact]
    public async Task While_a_station_is_not_heard_its_devices_call_nobody_and_come_back_with_it()
    {
        await using var room = await Watched();
        var line = await room.RaiseAt("s7", "communication", Line);
        room.Phone("ana").Rings(Line);
        var pump = await room.RaiseAt("s7", "pump", Pump);
        await room.RaiseAt("s8", "pump", "Pump of station 8 stands");
        room.Phone("ana").Rings("Pump of station 8 stands");
        var muted = Assert.Single((await room.Event(pump)).Muted);
        Assert.Equal(
            (AsideKind.Inhibited, $"{Line} (communication over all)", null, line),
            (muted.Kind, muted.Reason, muted.Until, muted.CauseId)
        );
        Assert.Contains(Line, Assert.Single(await room.Pages(pump)).Reason);

        await room.Does(line, new Acknowledge("ana"));
        await room.Forward(1.Hours());
        Assert.Single((await room.Event(pump)).Muted);
        room.Phone("ben").Rings("Pump of station 8 stands");
        room.AllPhonesAreSilent();
        await room.Does(line, new Resolve("ana", false, null));
        room.Phone("ana").Rings(Pump);
        Assert.Empty((await room.Event(pump)).Muted);
    }

    [Fact]
    public async Task What_called_before_its_cause_came_is_muted_from_then_on()
    {
        await using var room = await Watched();
        var pump = await room.RaiseAt("s7", "pump", Pump);
        room.Phone("ana").Rings(Pump);
        var line = await room.RaiseAt("s7", "communication", Line);
        room.Phone("ana").Rings(Line);
        Assert.Equal(line, Assert.Single((await room.Event(pump)).Muted).CauseId);
        await room.Forward(5.Minutes());
        room.Phone("ben").Rings(Line);
        room.AllPhonesAreSilent();
        await room.Does(line, new Resolve("ana", false, null));
        room.Phone("ben").Rings(Pump);
    }

    [Fact]
    public async Task Only_the_end_of_the_last_cause_brings_it_back()
    {
        await using var room = await Watched();
        await room.Inhibition("r2", Over("power", "pump", "facilityId"));
        var line = await room.RaiseAt("s7", "communication", Line);
        var pump = await room.RaiseAt("s7", "pump", Pump);
        var power = await room.RaiseAt("s7", "power", "No power");
        await room.Does(line, new Resolve("ana", false, null));
        Assert.Equal(power, Assert.Single((await room.Event(pump)).Muted).CauseId);
        await room.Does(power, new Resolve("ana", false, null));
        Assert.Empty((await room.Event(pump)).Muted);
    }

    [Fact]
    public async Task What_mutes_each_other_is_never_silent_for_ever()
    {
        await using var room = await Watched();
        await room.Inhibition("r2", Over("pump", "communication", "facilityId"));
        var pump = await room.RaiseAt("s7", "pump", Pump);
        room.Phone("ana").Rings(Pump);
        var line = await room.RaiseAt("s7", "communication", Line);
        room.AllPhonesAreSilent();
        Assert.Equal((0, 1), ((await room.Event(pump)).Muted.Count, (await room.Event(line)).Muted.Count));
        await room.Does(pump, new Resolve("ana", false, null));
        room.Phone("ana").Rings(Line);
        await room.Does(pump, new Reopen("ana", null));
        room.Phone("ana").Rings(Pump);
        Assert.Single((await room.Event(line)).Muted);
    }

    [Fact]
    public async Task A_rule_holds_what_is_open_from_its_answer_on_and_lets_go_when_it_is_taken_away()
    {
        await using var room = await Open();
        await room.Policy("night", Level(1.Minutes(), "ana"));
        var line = await room.RaiseAt("s7", "communication", Line);
        var pump = await room.RaiseAt("s7", "pump", Pump);
        await room.Inhibition("r1", Over("communication", null, "facilityId"));
        Assert.Equal(line, Assert.Single((await room.Event(pump)).Muted).CauseId);
        await room.Forward(1.Minutes());
        room.Phone("ana").Rings(Line);
        room.AllPhonesAreSilent();
        await room.RemoveInhibition("r1");
        room.Phone("ana").Rings(Pump);
    }

    [Fact]
    public async Task What_becomes_worse_mutes_as_what_it_is_now()
    {
        await using var room = await Open();
        await room.Policy("night", Level(1.Minutes(), "ana"));
        await room.Inhibition(
            "r1",
            Over("power", "pump") with
            {
                Source = [new("category", LabelOperator.Equal, "power"), new("severity", LabelOperator.Equal, "critical")],
            }
        );
        await room.RaiseAt("s7", "power", "Low voltage");
        var pump = await room.RaiseAt("s7", "pump", Pump);
        Assert.Empty((await room.Event(pump)).Muted);
        await room.RaiseAt("s7", "power", "No voltage", Severity.Critical);
        Assert.Single((await room.Event(pump)).Muted);
    }

    [Fact]
    public async Task A_power_cut_changes_nothing_of_it()
    {
        await using var room = await Watched();
        var line = await room.RaiseAt("s7", "communication", Line);
        room.Phone("ana").Rings(Line);
        var pump = await room.RaiseAt("s7", "pump", Pump);
        await room.PowerCut();
        var fan = await room.RaiseAt("s7", "fan", "Fan 1 stands");
        room.AllPhonesAreSilent();
        await room.PowerCut();
        await room.Does(line, new Resolve("ana", false, null));
        Assert.Empty((await room.Event(pump)).Muted);
        Assert.Empty((await room.Event(fan)).Muted);
        room.Phone("ana").RingsForEachOf(Pump, "Fan 1 stands");
    }

    [Fact]
    public async Task The_timeline_facts_say_what_happened()
    {
        await using var room = await Watched();
        var pump = await room.RaiseAt("s7", "pump", Pump);
        var line = await room.RaiseAt("s7", "communication", Line);
        await room.Does(line, new Resolve("ana", false, null));
        Assert.Equal(["set-aside", "brought-back"], (await room.Facts(pump)).Where(fact => fact is "set-aside" or "brought-back"));
        Assert.All(await room.Pages(pump), page => Assert.Equal(PageStatus.Delivered, page.Status));
    }

    static async Task<Room> Watched()
    {
        var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        await room.Inhibition("r1", Over("communication", null, "facilityId"));
        return room;
    }
}
