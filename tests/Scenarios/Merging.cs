using Watchfloor.Events;
using Watchfloor.Notifications;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>Who is called when somebody merges two events or splits one.</summary>
public sealed class Merging
{
    const string Pressure = "Pressure too low";
    const string Flow = "Flow too high";

    [Fact]
    public async Task The_merged_event_calls_nobody_any_more_and_the_other_goes_on()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        var (pressure, flow) = (await room.Raise(Pressure, Severity.Low), await room.Raise(Flow, Severity.Low));
        room.Phone("ana").Rings(Pressure);
        room.Phone("ana").Rings(Flow);
        await room.Does(flow, new MergeInto("ana", pressure, "one leak"));
        Assert.Equal((EventStatus.Closed, pressure), ((await room.Event(flow)).Status, (await room.Event(flow)).MergedInto));
        await room.Forward(5.Minutes());
        room.Phone("ben").Rings(Pressure);
        room.AllPhonesAreSilent();
        Assert.Equal(2, (await room.Event(pressure)).Count);
    }

    [Fact]
    public async Task A_call_that_failed_before_the_merge_is_not_made_again_and_says_why()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        var pressure = await room.Raise(Pressure, Severity.Low);
        room.Phone("ana").Rings(Pressure);
        room.Phone("ana").FailsNext(1);
        var flow = await room.Raise(Flow, Severity.Low);
        room.Phone("ana").Rings(Flow);
        await room.Does(flow, new MergeInto("ben", pressure));
        await room.Forward(1.Minutes());
        room.AllPhonesAreSilent();
        var page = Assert.Single(await room.Pages(flow));
        Assert.Equal((PageStatus.Suppressed, $"merged into event {pressure} by ben"), (page.Status, page.Reason));
    }

    [Fact]
    public async Task What_is_split_off_calls_people_anew()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        var pressure = await room.Raise(Pressure, Severity.Low, "pressure", conditionKey: "drum");
        await room.Raise("Valve open", Severity.Low, "pressure", conditionKey: "valve");
        room.Phone("ana").Rings(Pressure);
        await room.Does(pressure, new Acknowledge("ana"));
        await room.Does(pressure, new Split("ana", "own", ["valve"]));
        room.Phone("ana").Rings("Valve open");
        await room.Forward(5.Minutes());
        room.Phone("ben").Rings("Valve open");
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task A_power_cut_after_it_changes_nothing()
    {
        await using var room = await Open();
        await room.Policy("night", Level(1.Hours(), "ana"));
        var pressure = await room.Raise(Pressure, Severity.Low, "pressure", conditionKey: "drum");
        var flow = await room.Raise(Flow, Severity.Low, "flow", conditionKey: "flow");
        await room.Does(flow, new MergeInto("ana", pressure));
        await room.PowerCut();
        Assert.Equal(pressure, (await room.Detect(Flow, Severity.Critical, "flow", conditionKey: "flow")).EventId);
        Assert.Equal(Severity.Critical, (await room.Event(pressure)).Severity);
        await room.Forward(1.Hours());
        room.Phone("ana").Rings(Pressure);
        room.AllPhonesAreSilent();
    }
}
