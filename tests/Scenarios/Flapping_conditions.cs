using Watchfloor.Events;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>Who is called for a condition that comes and goes.</summary>
public sealed class Flapping_conditions
{
    const string Drum = "Drum too hot";

    [Fact]
    public async Task A_condition_that_comes_and_goes_calls_until_it_is_unstable_and_then_no_more()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        var events = await room.Flaps(Drum, "drum", "heat", changes: 6);
        Assert.Equal(3, events.Count);
        for (var i = 0; i < 3; i++)
            room.Phone("ana").Rings(Drum);
        var last = await room.Event(events[^1]);
        Assert.Equal((EventStatus.New, 6), (last.Status, last.Unstable!.Changes));

        var more = await room.Flaps(Drum, "drum", "heat", changes: 20);
        room.AllPhonesAreSilent();
        Assert.Equal([events[^1]], more);
        Assert.Equal(26, (await room.Event(events[^1])).Unstable!.Changes);
    }

    [Fact]
    public async Task It_settles_by_itself_and_what_is_over_is_resolved()
    {
        await using var room = await Open();
        var unstable = (await room.Flaps(Drum, "drum", "heat", changes: 6))[^1];
        await room.Forward(5.Minutes());
        Assert.NotNull((await room.Event(unstable)).Unstable);
        await room.Forward(1.Minutes()); // twelve minutes after the first change, ten after the third
        var view = await room.Event(unstable);
        Assert.Equal((EventStatus.Resolved, "system", null), (view.Status, view.ResolvedBy, view.Unstable));
        Assert.NotEqual(unstable, await room.Raise(Drum, category: "heat", conditionKey: "drum"));
    }

    [Fact]
    public async Task A_power_cut_in_the_middle_forgets_no_change()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        await room.Flaps(Drum, "drum", "heat", changes: 4);
        await room.PowerCut();
        var unstable = Assert.Single(await room.Flaps(Drum, "drum", "heat", changes: 2));
        for (var i = 0; i < 3; i++)
            room.Phone("ana").Rings(Drum);
        await room.PowerCut();
        Assert.Equal(unstable, await room.Raise(Drum, Severity.Low, "heat", conditionKey: "drum"));
        await room.PowerCut(20.Minutes());
        var view = await room.Event(unstable);
        Assert.Equal((EventStatus.New, null), (view.Status, view.Unstable));
        await room.Clears("drum", "heat");
        Assert.Equal(EventStatus.Resolved, (await room.Event(unstable)).Status);
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task A_rule_can_let_everything_return_as_a_new_event()
    {
        await using var room = await Open();
        await room.Correlates(new("never", [], [], Flapping: Flapping.Off));
        Assert.Equal(5, (await room.Flaps(Drum, "drum", "heat", changes: 10)).Count);
    }
}
