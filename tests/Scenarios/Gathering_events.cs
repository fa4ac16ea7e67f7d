using Watchfloor.Events;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>Who is called for a trouble that calls only from the third time in five minutes on.</summary>
public sealed class Gathering_events
{
    const string Leak = "Leak in the yard";

    static readonly CorrelationRuleSpec Third = new("third", [], [], Threshold: new(3, 5.Minutes()));

    [Fact]
    public async Task Nobody_is_called_before_the_third_and_the_levels_count_from_there()
    {
        await using var room = await Open();
        await room.Correlates(Third);
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        var leak = await room.Raise(Leak, category: "leak");
        await room.Forward(4.Minutes());
        await room.Raise(Leak, category: "leak");
        room.AllPhonesAreSilent();
        await room.Forward(1.Minutes());
        Assert.Equal(leak, await room.Raise(Leak, category: "leak"));
        room.Phone("ana").Rings(Leak);
        await room.Forward(5.Minutes());
        room.Phone("ben").Rings(Leak);
        Assert.Equal(room.Now + 10.Minutes(), (await room.Event(leak)).SlaDueAt);
    }

    [Fact]
    public async Task What_is_not_seen_often_enough_calls_nobody_and_says_why()
    {
        await using var room = await Open();
        await room.Correlates(Third);
        await room.Policy("night", Level(0.Seconds(), "ana"));
        var leak = await room.Raise(Leak, category: "leak");
        await room.Forward(1.Hours());
        room.AllPhonesAreSilent();
        var view = await room.Event(leak);
        Assert.Equal((EventStatus.Resolved, null, null), (view.Status, view.SlaBreachedAt, view.Gathering));
        Assert.Empty(await room.Pages(leak));
    }

    [Fact]
    public async Task A_power_cut_between_two_detections_loses_none()
    {
        await using var room = await Open();
        await room.Correlates(Third);
        await room.Policy("night", Level(0.Seconds(), "ana"));
        await room.Raise(Leak, category: "leak");
        await room.PowerCut(1.Minutes());
        await room.Raise(Leak, category: "leak");
        await room.PowerCut(1.Minutes());
        room.AllPhonesAreSilent();
        await room.Raise(Leak, category: "leak");
        room.Phone("ana").Rings(Leak);
    }

    [Fact]
    public async Task What_comes_and_goes_is_counted_too()
    {
        await using var room = await Open();
        await room.Correlates(Third);
        await room.Policy("night", Level(0.Seconds(), "ana"));
        var events = await room.Flaps(Leak, "wet", "leak", changes: 4);
        room.AllPhonesAreSilent();
        Assert.Equal(events, await room.Flaps(Leak, "wet", "leak", changes: 1));
        room.Phone("ana").Rings(Leak);
    }

    [Fact]
    public async Task Who_acknowledged_it_is_not_called_when_it_is_seen_often_enough()
    {
        await using var room = await Open();
        await room.Correlates(Third);
        await room.Policy("night", Level(0.Seconds(), "ana"));
        var leak = await room.Raise(Leak, category: "leak");
        await room.Does(leak, new Acknowledge("ana"));
        await room.Raise(Leak, category: "leak");
        await room.Raise(Leak, category: "leak");
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task What_gathers_mutes_nobody_until_it_calls()
    {
        const string Line = "Station 7 is not heard";
        const string Pump = "Pump 1 stands";
        await using var room = await Open();
        await room.Correlates(Third with { Match = [new("category", LabelOperator.Equal, "communication")] });
        await room.Policy("night", Level(0.Seconds(), "ana"));
        await room.Inhibition("r1", Over("communication", "pump", "facilityId"));
        await room.RaiseAt("s7", "communication", Line);
        var pump = await room.RaiseAt("s7", "pump", Pump);
        room.Phone("ana").Rings(Pump);
        await room.RaiseAt("s7", "communication", Line);
        Assert.Empty((await room.Event(pump)).Muted);
        await room.RaiseAt("s7", "communication", Line);
        room.Phone("ana").Rings(Line);
        Assert.Single((await room.Event(pump)).Muted);
    }
}
