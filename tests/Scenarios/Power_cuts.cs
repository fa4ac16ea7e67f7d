using Watchfloor.Events;
using Watchfloor.Notifications;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>What a room owes people after the power came back.</summary>
public sealed class Power_cuts
{
    const string Boiler = "Boiler 2 too hot";

    [Fact]
    public async Task Between_two_levels_change_nothing()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Forward(2.Minutes());
        await room.PowerCut();
        room.AllPhonesAreSilent();
        await room.Forward(3.Minutes());
        Assert.Equal(2, room.Phone("ben").Rings(Boiler).Level);
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task That_hide_a_level_make_it_fire_once_now_and_the_next_delay_counts_from_then()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"), Level(5.Minutes(), "chief"));
        await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.PowerCut(away: 30.Minutes());
        room.Phone("ben").Rings(Boiler);
        room.AllPhonesAreSilent();
        await room.Forward(4.Minutes());
        room.AllPhonesAreSilent();
        await room.Forward(1.Minutes());
        room.Phone("chief").Rings(Boiler);
        await room.Forward(1.Hours());
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task In_a_call_lose_the_attempt_and_make_it_again_under_the_same_key()
    {
        var page = await PageCalledThrough(away: 1.Minutes());
        Assert.Equal(PageStatus.Delivered, page.Status);
    }

    [Fact]
    public async Task In_a_call_that_last_a_moment_cost_a_moment_and_not_the_time_that_a_call_may_take()
    {
        var page = await PageCalledThrough(away: 2.Seconds());
        Assert.True(page.DeliveredAt < page.Attempts[0].StartedAt + PageRules.AttemptTimeout);
    }

    /// <summary>The page whose first call was under way when the power went.</summary>
    static async Task<PageView> PageCalledThrough(TimeSpan away)
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        room.Phone("ana").HangsNext();
        var boiler = await room.Raise(Boiler, Severity.Low);
        await Eventually.Is("the call is under way", () => room.Phone("ana").Hangs);
        var first = room.Phone("ana").Rings(Boiler);
        await room.PowerCut(away);
        Assert.Equal(first.Key, room.Phone("ana").Rings(Boiler).Key);
        room.AllPhonesAreSilent();
        var page = Assert.Single(await room.Pages(boiler));
        Assert.Equal(["lost", "delivered"], page.Attempts.Select(attempt => attempt.Result!));
        return page;
    }

    [Fact]
    public async Task Are_followed_by_every_page_that_was_missed_once()
    {
        const int Many = 120;
        await using var room = await Open();
        await room.Policy("night", Level(5.Minutes(), "ana"));
        for (var n = 0; n < Many; n++)
            await room.Raise($"Meter {n} late", Severity.Low);
        await room.Forward(1.Minutes());
        for (var n = 0; n < 3; n++)
            await room.Raise($"Boiler {n} too hot", Severity.Critical);
        await room.PowerCut(away: 30.Minutes());
        var rings = room.Phone("ana").All.ToList();
        Assert.Equal(Many + 3, rings.Count);
        Assert.Equal(Many + 3, rings.Select(ring => ring.Key).Distinct().Count());
    }

    [Fact]
    public async Task During_a_condition_do_not_forget_it()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        await room.Rule("hot", "boiler-2/temperature", limit: 90, @for: 1.Minutes());
        await room.Reading("boiler-2/temperature", 95);
        await room.Forward(30.Seconds());
        await room.PowerCut();
        await room.Forward(30.Seconds());
        await room.Reading("boiler-2/temperature", 96);
        var boiler = await room.OnlyEvent();
        room.Phone("ana").Rings(boiler.Title);
        await room.PowerCut();
        await room.Reading("boiler-2/temperature", 80);
        Assert.Equal(EventStatus.Resolved, (await room.OnlyEvent()).Status);
        room.AllPhonesAreSilent();
    }
}
