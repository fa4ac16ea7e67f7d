using Watchfloor.Events;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>Readings held against rules, from the sample to the event.</summary>
public sealed class Watching
{
    const string Tag = "pump-1/pressure";

    [Fact]
    public async Task A_reading_above_the_limit_raises_and_a_reading_back_past_the_hysteresis_resolves()
    {
        await using var room = await Open();
        await room.Rule("high", Tag, limit: 8, hysteresis: 0.5);
        await room.Reading(Tag, 9.1);
        await room.Reading(Tag, 7.8); // between: it stays what it was
        Assert.Equal(EventStatus.New, (await room.OnlyEvent()).Status);
        await room.Reading(Tag, 7.5);
        Assert.Equal(EventStatus.Resolved, (await room.OnlyEvent()).Status);
    }

    [Fact]
    public async Task Samples_that_stop_while_the_limit_is_crossed_raise_an_event_that_says_it_is_uncertain()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        await room.Rule("high", Tag, limit: 8, @for: 1.Minutes());
        await room.Reading(Tag, 9.1);
        await room.Forward(1.Minutes());
        room.AllPhonesAreSilent();
        await room.Forward(1.Minutes());
        var uncertain = await room.OnlyEvent();
        Assert.Equal("uncertain", uncertain.Attributes["certainty"]);
        Assert.Contains("no more samples", room.Phone("ana").Rings(uncertain.Title).Title, StringComparison.Ordinal);
        await room.Reading(Tag, 6);
        Assert.Equal(EventStatus.Resolved, (await room.OnlyEvent()).Status);
    }

    [Fact]
    public async Task A_limit_that_is_respected_again_in_time_raises_nothing()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        await room.Rule("high", Tag, limit: 8, @for: 1.Minutes());
        await room.Reading(Tag, 9.1);
        await room.Forward(50.Seconds());
        await room.Reading(Tag, 7);
        await room.Forward(10.Minutes());
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task A_rule_that_is_removed_while_its_condition_is_open_clears_it()
    {
        await using var room = await Open();
        await room.Rule("high", Tag, limit: 8);
        await room.Reading(Tag, 9.1);
        Assert.Single((await room.OnlyEvent()).Contributors);
        await room.RemoveRule("high");
        var resolved = await room.OnlyEvent();
        Assert.Equal((EventStatus.Resolved, "system"), (resolved.Status, resolved.ResolvedBy));
    }

    [Fact]
    public async Task Two_conditions_of_one_event_resolve_it_when_the_last_one_clears()
    {
        await using var room = await Open();
        await room.Rule("high", Tag, limit: 8);
        await room.Rule("other", "pump-2/pressure", limit: 8);
        await room.Reading(Tag, 9.1);
        await room.Reading("pump-2/pressure", 9.1);
        Assert.Equal(2, (await room.OnlyEvent()).Contributors.Count);
        await room.Reading(Tag, 6);
        Assert.Equal(EventStatus.New, (await room.OnlyEvent()).Status);
        await room.Reading("pump-2/pressure", 6);
        Assert.Equal(EventStatus.Resolved, (await room.OnlyEvent()).Status);
    }
}
