using Watchfloor.Escalations;
using Watchfloor.Events;

namespace Watchfloor.Tests.Rules;

/// <summary>Policies as they occur in stories: Ana first, five minutes later Ben and the pager.</summary>
static class EscalationSamples
{
    public static readonly DateTimeOffset T0 = EventSamples.T0;
    public static readonly EntityId Self = new(Kinds.Escalation, TenantId.Default, "e1");

    public static PolicyLevel Level(string after, params string[] channels) =>
        new(System.Xml.XmlConvert.ToTimeSpan(after), Values.From(channels.Select(channel => new PolicyTarget(channel))));

    public static PolicySnapshot Policy(string id, PolicyRepeat? repeat, params PolicyLevel[] levels) =>
        new(id, 1, new($"Policy {id}", null, Values.Of<PolicyLevel>(levels), repeat));

    public static readonly PolicySnapshot AnaThenBen = Policy("p1", null, Level("PT1M", "ana"), Level("PT5M", "ben", "pager"));
    public static readonly PolicySnapshot AllAtOnce = Policy(
        "p2",
        null,
        Level("PT0S", "siren"),
        Level("PT0S", "ana"),
        Level("PT10M", "ben")
    );
    public static readonly PolicySnapshot Twice = Policy(
        "p3",
        new(Times: 2, TimeSpan.FromMinutes(30)),
        Level("PT2M", "ana"),
        Level("PT3M", "ben")
    );

    public static BeginEscalation Begin(params PolicySnapshot[] policies) =>
        new(Severity.High, "pressure", "f1", T0, Values.Of<PolicySnapshot>(policies));

    /// <summary>What serves it now that it is critical.</summary>
    public static BeginEscalation Worse(params PolicySnapshot[] policies) => Begin(policies) with { Severity = Severity.Critical };

    public static EscalationBegun Begun(params PolicySnapshot[] policies) =>
        new(Severity.High, T0, Values.Of<PolicySnapshot>(policies), T0);

    public static LevelReached Reached(string policy, int round, int level, DateTimeOffset due, DateTimeOffset at, string reason = "due") =>
        new(policy, round, level, due, reason, at);

    public static readonly EscalationCommand[] Commands =
    [
        Begin(),
        Begin(AnaThenBen),
        Begin(AnaThenBen, AllAtOnce, Twice),
        Begin(Twice),
        new BeginAnew(Begin(AnaThenBen, Twice)),
        new BeginAnew(Begin()),
        new HoldEscalation("shelved by ana"),
        new HoldEscalation("out of service by ben"),
        new ReleaseEscalation(),
        new SilenceEscalation("acknowledged by ana"),
        new ResumeEscalation(Begin(AnaThenBen, Twice), "un-acknowledged by ben"),
        new ResumeEscalation(Begin(AnaThenBen) with { Held = "shelved by ana" }, "un-acknowledged by ben"),
        new ResumeEscalation(Begin(AnaThenBen), "un-acknowledged by ben", Waits: true),
        new ResumeEscalation(Worse(AllAtOnce), "it got worse"),
        new WorsenEscalation(Worse(AnaThenBen, Twice)),
        new ForceEscalation("escalated by ana"),
        new ForceEscalation("escalated by ana", Begin(Twice)),
        new HastenEscalation("sla breached"),
        new EscalationTick(),
    ];
}
