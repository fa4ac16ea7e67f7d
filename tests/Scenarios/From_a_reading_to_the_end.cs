using Watchfloor.Events;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>The whole story of the house in one test, on the recording that ./run replays.</summary>
public sealed class From_a_reading_to_the_end
{
    [Fact]
    public async Task A_replayed_reading_pages_two_levels_falls_silent_and_ends_when_the_replay_returns_to_normal()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(1.Minutes(), "ben"), Level(5.Minutes(), "chief"));
        await room.Rule("Discharge pressure high", "pump-station/discharge-pressure", limit: 8, @for: 10.Seconds(), hysteresis: 0.2);
        using var replay = new Replay(room, "pump-station.csv");

        await replay.Play(35.Seconds()); // above the limit, not yet for long enough
        room.AllPhonesAreSilent();
        await replay.Play(10.Seconds());
        var raised = await room.OnlyEvent();
        Assert.Equal((EventStatus.New, Severity.Critical, "pressure"), (raised.Status, raised.Severity, raised.Category));
        Assert.Equal(1, room.Phone("ana").Rings(raised.Title).Level);
        await replay.Play(1.Minutes());
        Assert.Equal(2, room.Phone("ben").Rings(raised.Title).Level);

        await room.Does(raised.Id, new Acknowledge("ana"));
        await room.Does(raised.Id, new Start("ana"));
        var held = await room.Tries(raised.Id, new Resolve("ana", Force: false, Note: null));
        Assert.Equal(OutcomeKind.Refused, held.Kind);
        await replay.Play(2.Minutes());
        var over = await room.OnlyEvent();
        Assert.Equal((EventStatus.Resolved, "system"), (over.Status, over.ResolvedBy));
        Assert.Empty(over.Contributors);
        await room.Does(raised.Id, new Close("ana"));
        await room.Forward(24.Hours());

        room.AllPhonesAreSilent();
        Assert.Equal(EventStatus.Closed, (await room.Event(raised.Id)).Status);
        Assert.Equal(
            ["raised", "acknowledged", "started", "condition-cleared", "resolved", "closed"],
            (await room.Facts(raised.Id)).Where(fact =>
                fact is "raised" or "acknowledged" or "started" or "condition-cleared" or "resolved" or "closed"
            )
        );
    }
}
