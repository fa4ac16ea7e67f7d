using Watchfloor.Escalations;
using Watchfloor.Events;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>Policies that page all over again while nobody answers.</summary>
public sealed class Repeating
{
    const string Boiler = "Boiler 2 too hot";

    [Fact]
    public async Task Every_level_is_paged_in_every_round_and_then_nobody()
    {
        await using var room = await Hall();
        await room.Raise(Boiler, Severity.Low);
        for (var round = 1; round <= 3; round++)
        {
            Assert.Equal((1, round), Rung(room.Phone("ana")));
            await room.Forward(5.Minutes());
            Assert.Equal((2, round), Rung(room.Phone("ben")));
            await room.Forward(29.Minutes());
            room.AllPhonesAreSilent();
            await room.Forward(1.Minutes());
        }
        await room.Forward(3.Hours());
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task An_acknowledge_in_the_second_round_ends_it_and_what_is_given_back_goes_on_there()
    {
        await using var room = await Hall();
        var boiler = await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Forward(5.Minutes());
        room.Phone("ben").Rings(Boiler);
        await room.Forward(30.Minutes());
        Assert.Equal((1, 2), Rung(room.Phone("ana")));
        await room.Does(boiler, new Acknowledge("ana"));
        await room.Forward(2.Hours());
        room.AllPhonesAreSilent();

        await room.Does(boiler, new Unacknowledge("ana", "called away"));
        Assert.Equal((2, 2), Rung(room.Phone("ben")));
        await room.Forward(30.Minutes());
        Assert.Equal((1, 3), Rung(room.Phone("ana")));
    }

    [Fact]
    public async Task A_power_cut_between_two_rounds_changes_nothing()
    {
        await using var room = await Hall();
        await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Forward(5.Minutes());
        room.Phone("ben").Rings(Boiler);
        await room.Forward(10.Minutes());
        await room.PowerCut();
        room.AllPhonesAreSilent();
        await room.Forward(20.Minutes());
        Assert.Equal((1, 2), Rung(room.Phone("ana")));
        await room.Forward(5.Minutes());
        Assert.Equal((2, 2), Rung(room.Phone("ben")));
        room.AllPhonesAreSilent();
    }

    /// <summary>Three rounds of two levels, half an hour between two rounds.</summary>
    static async Task<Room> Hall()
    {
        var room = await Open();
        var again = new PolicyRepeat(Times: 2, 30.Minutes());
        await room.Policy("night", again, Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        return room;
    }

    static (int Level, int Round) Rung(Phone phone) => phone.Rings(Boiler) is var page ? (page.Level, page.Round) : default;
}
