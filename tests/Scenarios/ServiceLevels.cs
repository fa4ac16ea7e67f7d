using Watchfloor.Events;
using Watchfloor.ServiceLevels;
using static Watchfloor.Tests.Scenarios.Room;

namespace Watchfloor.Tests.Scenarios;

/// <summary>How long people have, what stops and extends it, and what happens when it is over.</summary>
public sealed class ServiceLevels
{
    const string Boiler = "Boiler 2 too hot";
    const string Heat = "heat";

    static readonly SlaPolicySpec Strict = new("strict", new(Heat), SlaTimes.Usual with { High = 10.Minutes() });

    [Fact]
    public async Task A_policy_for_its_category_says_when_the_SLA_is_breached_and_that_pages_the_next_level_once()
    {
        await using var room = await Open();
        await room.Policy("patient", Level(0.Seconds(), "ana"), Level(3.Hours(), "ben"), Level(3.Hours(), "chief"));
        await room.SlaPolicy(Strict);
        var (hot, other) = (await room.Raise(Boiler, Severity.High, Heat), await room.Raise("Pump 3 stopped", Severity.High));
        room.Phone("ana").Rings(Boiler);
        room.Phone("ana").Rings("Pump 3 stopped");
        await room.Forward(10.Minutes());
        Assert.Equal("sla breached", room.Phone("ben").Rings(Boiler).Reason);
        await room.Forward(30.Minutes());
        room.AllPhonesAreSilent();
        var view = await room.Event(hot);
        Assert.Equal(("strict", view.SlaDueAt), (view.SlaPolicy?.Name, view.SlaBreachedAt));
        Assert.Null((await room.Event(other)).SlaPolicy);
        Assert.Single(await room.Facts(hot), fact => fact == "sla-breached");
    }

    [Fact]
    public async Task A_policy_that_is_edited_does_not_change_an_event_that_runs_and_holds_for_the_next_at_once()
    {
        await using var room = await Open();
        await room.SlaPolicy(Strict);
        var first = await room.Raise(Boiler, Severity.High, Heat);
        var due = room.Now + 10.Minutes();
        await room.AmendSlaPolicy(Strict with { Times = Strict.Times with { High = 2.Hours(), Critical = 1.Minutes() } });
        await room.Forward(1.Minutes());
        await room.Raise(Boiler, Severity.Critical, Heat);
        Assert.Equal(due, (await room.Event(first)).SlaDueAt); // its own terms: 15 minutes from now would be later
        await room.Does(first, new Resolve("ana", Force: false, Note: null));
        var next = await room.Raise(Boiler, Severity.High, Heat);
        Assert.Equal(room.Now + 2.Hours(), (await room.Event(next)).SlaDueAt);
        await room.Does(first, new Reopen("ana", null));
        Assert.Equal(room.Now + 1.Minutes(), (await room.Event(first)).SlaDueAt);
    }

    [Fact]
    public async Task Each_detection_extends_it_where_the_policy_says_so_until_it_is_breached()
    {
        await using var room = await Open();
        await room.SlaPolicy(Strict with { ExtendOnMerge = true });
        var boiler = await room.Raise(Boiler, Severity.High, Heat);
        await room.Forward(9.Minutes());
        await room.Raise(Boiler, Severity.High, Heat);
        Assert.Equal(room.Now + 10.Minutes(), (await room.Event(boiler)).SlaDueAt);
        await room.Forward(10.Minutes());
        var breached = (await room.Event(boiler)).SlaBreachedAt;
        Assert.Equal(room.Now, breached);
        await room.Raise(Boiler, Severity.High, Heat);
        await room.Forward(1.Hours());
        Assert.Equal(breached, (await room.Event(boiler)).SlaBreachedAt);
    }

    [Fact]
    public async Task A_shelf_stops_it_where_the_policy_says_so()
    {
        await using var room = await Open();
        await room.SlaPolicy(Strict with { PauseWhileShelved = true });
        var boiler = await room.Raise(Boiler, Severity.High, Heat);
        await room.Forward(4.Minutes());
        await room.Does(boiler, new PutAside(AsideKind.Shelved, "ana", 1.Hours(), "valve stuck"));
        Assert.Equal(room.Now, (await room.Event(boiler)).SlaPausedAt);
        await room.Forward(1.Hours());
        var view = await room.Event(boiler);
        Assert.Equal((null, null, room.Now + 6.Minutes()), (view.SlaPausedAt, view.SlaBreachedAt, view.SlaDueAt));
        await room.PowerCut(6.Minutes());
        Assert.NotNull((await room.Event(boiler)).SlaBreachedAt);
    }

    [Fact]
    public async Task On_a_holiday_nothing_counts()
    {
        await using var room = await Open();
        var today = new DateTimeOffset(room.Now.UtcDateTime.Date, TimeSpan.Zero);
        await room.SlaPolicy(
            Strict with
            {
                Calendar = new(
                    "UTC",
                    [new(Values.From(Enum.GetValues<BusinessDay>()), "06:00", "22:00")],
                    [today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)]
                ),
            }
        );
        var boiler = await room.Raise(Boiler, Severity.High, Heat);
        var due = today.AddDays(1).AddHours(6) + 10.Minutes();
        Assert.Equal(due, (await room.Event(boiler)).SlaDueAt);
        await room.Forward(due - room.Now);
        Assert.Equal(due, (await room.Event(boiler)).SlaBreachedAt);
    }
}
