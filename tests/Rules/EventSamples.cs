using Watchfloor.Events;

namespace Watchfloor.Tests.Rules;

/// <summary>Events as they occur in stories: boiler-2, operators Ana and Ben, a Monday morning.</summary>
static class EventSamples
{
    public static readonly DateTimeOffset T0 = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);
    public static readonly EntityId Self = new(Kinds.Event, TenantId.Default, "e1");

    public static readonly Detection Boiler = new(
        "boiler-2",
        ExternalId: null,
        ConditionKey: null,
        Severity.High,
        "pressure",
        "f1",
        "Pressure high",
        "Read at the drum",
        T0,
        new GeoPoint(48.1, 11.5),
        [new("shift", "early")]
    );

    public static Detection Condition(string key, Severity severity = Severity.High) =>
        Boiler with
        {
            ConditionKey = key,
            Severity = severity,
            Title = $"{key} high",
        };

    public static readonly EventAttachment Photo = new("a1", "drum.jpg", "image/jpeg", 4_711);

    public static readonly Raised BoilerRaised = new(Boiler, T0.AddHours(1), T0);

    /// <summary>A rule that waits for a second detection, and is soon nervous.</summary>
    public static readonly Handling Fickle = new("g:r1:0123", new(2, TimeSpan.FromSeconds(45)), new(4, TimeSpan.FromMinutes(10)));

    /// <summary>What tells events apart for a walk: where they stand, whether a condition is open, whether they are set aside.</summary>
    public static string Shape(EventState state) =>
        state is EventKnown { Body: var body }
            ? $"{state.GetType().Name} {body.Contributors.Length > 0} {body.Asides.Length > 0} {body.Unstable is not null} {body.Gathering is not null}"
            : state.GetType().Name;

    public static readonly EventCommand[] Commands =
    [
        new Raise(Boiler),
        new Raise(Condition("drum") with { ExternalId = "x1" }),
        new Raise(Boiler with { Title = " " }),
        new Raise(Condition("drum"), Fickle, [T0.AddMinutes(-1)]),
        new Raise(Condition("vent"), Terms: SlaSamples.Terms),
        new Link("ana", new(LinkKind.WorkOrder, "wo-1")),
        new Unlink("ben", new(LinkKind.WorkOrder, "wo-1")),
        new Attach("ana", Photo),
        new Detach("ben", Photo),
        new Merge(Boiler with { DetectedAt = T0.AddMinutes(3) }),
        new Merge(Condition("drum", Severity.Critical) with { ExternalId = "x2" }),
        new Merge(Condition("vent", Severity.Low)),
        new Clear("drum", T0.AddMinutes(5)),
        new Clear("vent", T0.AddMinutes(6)),
        new Acknowledge("ana"),
        new Acknowledge("ben"),
        new Unacknowledge("ben", "called away"),
        new Escalate("ana", "the hall is hot"),
        new Escalate("ana", null, "no escalation policy serves it"),
        new Start("ana"),
        new Resolve("ana", Force: false, Note: null),
        new Resolve("ben", Force: true, Note: "seen by eye"),
        new Close("ana"),
        new Comment("ben", "c1", "on my way"),
        new Comment("ben", "c2", " "),
        new Reopen("ben", "it is back"),
        new PutAside(AsideKind.Shelved, "ben", TimeSpan.FromDays(2), "valve stuck"),
        new PutAside(AsideKind.Shelved, "ana", TimeSpan.FromMinutes(10), "valve stuck", PausesSla: true),
        new PutAside(AsideKind.Shelved, "ben", For: null, "valve stuck", OneShot: true),
        new PutAside(AsideKind.OutOfService, "ben", TimeSpan.FromHours(2), "sensor out"),
        new PutAside(AsideKind.Suppressed, "ben", TimeSpan.FromDays(2), " "),
        new BringBack(AsideKind.Shelved, "ana"),
        new BringBack(AsideKind.OutOfService, "ana"),
        new Attach("ana", Photo with { Id = "a2", Size = 0 }),
        new Assign("ana", "ben"),
        new Assign("ana", To: null),
        new Link("ana", new(LinkKind.Event, "e2")),
        new Raise(Condition("vent"), Muting: new Muting([MuteSamples.NightWork])),
        new SetMute(AsideKind.Maintenance, MuteSamples.NightWork),
        new SetMute(AsideKind.Maintenance, null),
        new SetMute(AsideKind.Inhibited, MuteSamples.LineDown),
        new SetMute(AsideKind.Inhibited, null),
        new MergeInto("ana", "e9", "the same leak"),
        new TakeIn("e8", 1, "ana", "the same leak", "Flow too high", Severity.Critical, 3, T0.AddMinutes(4), [Held("flow", Flows)]),
        new EndMerge("e9", 1, Refusal: null),
        new EndMerge("e9", 1, "it is closed"),
        new LetGo("e8", [Held("flow", Flows)]),
        new LetGo("e8", [], [Held("drum") with { Severity = Severity.Critical, Seen = T0.AddDays(1) }]),
        new Split("ana", "e7", ["drum"], "Drum alone", "another cause"),
        new Split("ana", "e7", ["nothing"]),
        new EndSplit("e7", 1),
        new BreakOff("e8", 1, "ana", Note: null, Boiler with { Title = "Drum alone" }, [Held("drum")]),
        new EventTick(),
    ];

    /// <summary>Where conditions of another event belong.</summary>
    public static ConditionOrigin Flows => new("f2", "flow");

    /// <summary>A condition as an event holds it.</summary>
    public static Contributor Held(string key, ConditionOrigin? origin = null) =>
        new(key, "boiler-2", $"{key} high", T0, origin ?? new("f1", "pressure"), Severity.High, T0, T0);
}
