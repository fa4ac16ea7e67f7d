using Watchfloor.Events;
using Watchfloor.Mutes;
using static Watchfloor.Tests.Rules.EventSamples;

namespace Watchfloor.Tests.Rules;

/// <summary>Night work at the boiler, and a station whose line is down.</summary>
static class MuteSamples
{
    public static readonly Mute NightWork = new(AsideKind.Maintenance, "w1", "Night work: new valve", T0.AddDays(300), PausesSla: false);
    public static readonly Mute LineDown = new(AsideKind.Inhibited, "e0", "Line down (Communication loss)", Until: null, PausesSla: false);

    public static readonly MaintenanceSpec Window = new(
        "Night work",
        "new valve",
        [new("facilityId", LabelOperator.Equal, "f1")],
        T0.AddHours(2),
        T0.AddHours(4),
        new(RecurrenceEvery.Week, [RecurrenceDay.Mon, RecurrenceDay.Thu], "Europe/Vienna", T0.AddDays(60))
    );

    public static readonly InhibitionSpec CommunicationLoss = new(
        "Communication loss",
        [new("category", LabelOperator.Equal, "communication")],
        [],
        ["facilityId"]
    );
}
