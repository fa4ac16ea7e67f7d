using Watchfloor.Devices;
using Watchfloor.Events;
using Watchfloor.Telemetry;

namespace Watchfloor.Tests.Rules;

/// <summary>A pump with a pressure tag and two rules on it.</summary>
static class DeviceSamples
{
    public static readonly DateTimeOffset T0 = EventSamples.T0;
    public static readonly EntityId Self = new(Kinds.Device, TenantId.Default, "ps1/p1");

    public static readonly ThresholdRuleSpec ForTenSeconds = new(
        "Discharge pressure high",
        "ps1/p1/pressure",
        Comparison.Above,
        Limit: 8,
        For: TimeSpan.FromSeconds(10),
        Hysteresis: 0.5,
        Severity.Critical,
        "pressure",
        "f1"
    );

    public static readonly ThresholdRuleSpec AtOnce = ForTenSeconds with
    {
        For = null,
        Limit = 9,
        Hysteresis = null,
        Severity = Severity.High,
    };

    /// <summary>A good reading of the pressure, so many seconds after T0 by its own clock.</summary>
    public static Reading At(long seq, double seconds, double value, int quality = Quality.Good) =>
        new(seq, new("ps1/p1/pressure", T0.AddSeconds(seconds), value, quality));

    public static Observe Seen(params Reading[] readings) => new(Values.Of<Reading>(readings));

    public static RuleWatched Watched(ThresholdRuleSpec spec, string id = "r1") => new(id, 1, spec, T0);

    public static readonly DeviceCommand[] Commands =
    [
        new Watch("r1", 1, ForTenSeconds),
        new Watch("r1", 2, ForTenSeconds with { Name = "Pressure high" }),
        new Watch("r1", 3, ForTenSeconds with { Category = "safety" }),
        new Watch("r2", 1, AtOnce),
        new Unwatch("r1", 3),
        new Unwatch("r2", 1),
        new ReadTelemetry(1, 3),
        Seen(At(1, 0, 8.4)),
        Seen(At(1, 0, 8.4), At(2, 5, 8.4), At(3, 10, 8.4)),
        Seen(At(2, 5, 9.5), At(3, 11, 7.7), At(4, 12, 7)),
        Seen(At(5, 20, 9.9, quality: 0)),
        Seen(At(6, 30, 9.9)),
        Seen(At(7, 60, 1)),
        new DeviceTick(),
    ];
}
