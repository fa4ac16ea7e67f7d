using Watchfloor.Events;
using Watchfloor.Notifications;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>Calls that fail, hang, cross an acknowledge, or are given up.</summary>
public sealed class Paging
{
    const string Boiler = "Boiler 2 too hot";

    [Fact]
    public async Task A_call_that_fails_is_made_again_with_growing_waits_under_the_same_key()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        room.Phone("ana").FailsNext(3);
        var boiler = await room.Raise(Boiler, Severity.Low);
        await room.Forward(1.Minutes());
        var page = Assert.Single(await room.Pages(boiler));
        Assert.Equal(PageStatus.Delivered, page.Status);
        Assert.Equal(["failed", "failed", "failed", "delivered"], page.Attempts.Select(attempt => attempt.Result!));
        var waits = page.Attempts.Zip(page.Attempts.Skip(1), (one, next) => next.StartedAt - one.EndedAt!.Value).ToList();
        Assert.Equal(waits.Order(), waits);
        Assert.Single(room.Phone("ana").All.Select(ring => ring.Key).Distinct());
    }

    [Fact]
    public async Task A_call_that_never_succeeds_is_given_up_and_says_why()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        room.Phone("ana").FailsNext(100, "no such number");
        var boiler = await room.Raise(Boiler, Severity.Low);
        await room.Forward(2.Hours());
        var page = Assert.Single(await room.Pages(boiler));
        Assert.Equal((PageStatus.Dead, "no such number"), (page.Status, page.Reason));
        Assert.Equal(page.Attempts.Count, room.Phone("ana").All.Count);
        Assert.Equal(PageRules.MostAttempts, page.Attempts.Count);
    }

    [Fact]
    public async Task A_call_that_was_given_up_is_made_once_more_when_somebody_wants_it_also_across_a_power_cut()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        room.Phone("ana").FailsNext(PageRules.MostAttempts, "no such number");
        var boiler = await room.Raise(Boiler, Severity.Low);
        await room.Forward(2.Hours());
        var dead = Assert.Single(await room.Pages(boiler));
        foreach (var _ in dead.Attempts)
            room.Phone("ana").Rings(Boiler);
        await room.PowerCut();
        await room.Does(boiler, new Acknowledge("ben"));
        Assert.True((await room.Resends(dead.Id)).Succeeded);
        Assert.Equal($"{dead.Id}.again-1", room.Phone("ana").Rings(Boiler).Key);
        var again = Assert.Single(await room.Pages(boiler));
        Assert.Equal((PageStatus.Delivered, 1, 1), (again.Status, again.Resent, again.Attempts.Count));

        await room.Does(boiler, new Resolve("ben", Force: true, null));
        Assert.True((await room.Resends(dead.Id)).Succeeded);
        Assert.Equal(PageStatus.Suppressed, Assert.Single(await room.Pages(boiler)).Status);
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task A_call_that_is_not_needed_any_more_is_not_made_again_and_says_why()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        room.Phone("ana").FailsNext(1);
        var boiler = await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Does(boiler, new Acknowledge("ben"));
        await room.Forward(1.Hours());
        room.AllPhonesAreSilent();
        var page = Assert.Single(await room.Pages(boiler));
        Assert.Equal(PageStatus.Suppressed, page.Status);
        Assert.NotEmpty(page.Reason!);
    }

    [Fact]
    public async Task An_acknowledge_during_a_call_is_recorded_as_crossed()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        var answer = room.Phone("ana").HangsNext();
        var boiler = await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Does(boiler, new Acknowledge("chief"));
        answer();
        await room.Forward(10.Minutes());
        var page = Assert.Single(await room.Pages(boiler));
        Assert.Equal((PageStatus.Delivered, true), (page.Status, page.Crossed));
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task One_phone_that_hangs_holds_up_no_other()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana", "ben"), Level(5.Minutes(), "chief"));
        var answer = room.Phone("ana").HangsNext();
        await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await Eventually.Is("ben is called too", () => room.Phone("ben").All.Count == 1);
        room.Phone("ben").Rings(Boiler);
        answer();
        await room.Forward(5.Minutes());
        room.Phone("chief").Rings(Boiler);
        room.AllPhonesAreSilent();
    }
}
