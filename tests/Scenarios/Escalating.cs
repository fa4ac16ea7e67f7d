using Watchfloor.Events;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>Who is called, when, and when not.</summary>
public sealed class Escalating
{
    const string Boiler = "Boiler 2 too hot";

    [Fact]
    public async Task An_event_nobody_answers_climbs_level_by_level_each_once()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"), Level(10.Minutes(), "chief"));
        await room.Raise(Boiler, Severity.High);
        room.Phone("ana").Rings(Boiler);
        await room.Forward(5.Minutes());
        room.Phone("ben").Rings(Boiler);
        await room.Forward(10.Minutes());
        room.Phone("chief").Rings(Boiler);
        await room.Forward(30.Minutes());
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task An_acknowledged_event_calls_nobody()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        var boiler = await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.Does(boiler, new Acknowledge("ana"));
        await room.Forward(1.Hours());
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task A_breached_SLA_pages_the_next_level()
    {
        await using var room = await Open();
        await room.Policy("patient", Level(0.Seconds(), "ana"), Level(3.Hours(), "ben"));
        var boiler = await room.Raise(Boiler, Severity.Critical);
        room.Phone("ana").Rings(Boiler);
        await room.Forward(14.Minutes());
        room.AllPhonesAreSilent();
        await room.Forward(1.Minutes());
        Assert.Equal("sla breached", room.Phone("ben").Rings(Boiler).Reason);
        Assert.NotNull((await room.Event(boiler)).SlaBreachedAt);
        await room.Forward(4.Hours());
        room.AllPhonesAreSilent();
    }

    [Fact]
    public async Task A_policy_that_is_edited_does_not_change_a_running_escalation()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"), Level(5.Minutes(), "ben"));
        await room.Raise(Boiler, Severity.Low);
        room.Phone("ana").Rings(Boiler);
        await room.AmendPolicy("night", Level(1.Minutes(), "ana"));
        await room.Forward(5.Minutes());
        room.Phone("ben").Rings(Boiler);
        await room.Raise("Boiler 3 too hot", Severity.Low);
        room.AllPhonesAreSilent();
        await room.Forward(1.Minutes());
        room.Phone("ana").Rings("Boiler 3 too hot");
    }

    [Fact]
    public async Task A_merge_and_a_duplicate_call_nobody()
    {
        await using var room = await Open();
        await room.Policy("night", Level(0.Seconds(), "ana"));
        var first = await room.Detect(Boiler, category: "heat", externalId: "alarm-1");
        room.Phone("ana").Rings(Boiler);
        var merged = await room.Detect("Boiler 2 still too hot", category: "heat", externalId: "alarm-2");
        var known = await room.Detect(Boiler, category: "heat", externalId: "alarm-1");
        Assert.Equal(
            [IngestOutcome.Created, IngestOutcome.Merged, IngestOutcome.Duplicate],
            [first.Outcome, merged.Outcome, known.Outcome]
        );
        Assert.Equal([first.EventId, first.EventId], [merged.EventId, known.EventId]);
        Assert.Equal(2, (await room.Event(first.EventId)).Count);
        await room.Forward(10.Minutes());
        room.AllPhonesAreSilent();
    }
}
