using Watchfloor.Telemetry;

namespace Watchfloor.Devices;

/// <summary>What a device can be asked to do.</summary>
[GenerateSerializer, Immutable, Alias("wf.DeviceCommand")]
public abstract record DeviceCommand;

/// <summary>Hold readings against this rule from now on; a newer version replaces an older one.</summary>
[GenerateSerializer, Immutable, Alias("wf.Watch")]
public sealed record Watch([property: Id(0)] string RuleId, [property: Id(1)] long RuleVersion, [property: Id(2)] ThresholdRuleSpec Rule)
    : DeviceCommand;

/// <summary>Forget this rule; an open condition of it is cleared.</summary>
[GenerateSerializer, Immutable, Alias("wf.Unwatch")]
public sealed record Unwatch([property: Id(0)] string RuleId, [property: Id(1)] long RuleVersion) : DeviceCommand;

/// <summary>Readings are durable in the telemetry log, from one sequence number through another: read what you have not seen.</summary>
[GenerateSerializer, Immutable, Alias("wf.ReadTelemetry")]
public sealed record ReadTelemetry([property: Id(0)] long From, [property: Id(1)] long Through) : DeviceCommand;

/// <summary>Hold these readings against the rules, in the order of the log.</summary>
[GenerateSerializer, Immutable, Alias("wf.Observe")]
public sealed record Observe([property: Id(0)] Values<Reading> Readings) : DeviceCommand;

/// <summary>Look at the clock.</summary>
[GenerateSerializer, Immutable, Alias("wf.DeviceTick")]
public sealed record DeviceTick : DeviceCommand;

/// <summary>What has happened to a device.</summary>
public abstract record DeviceFact(DateTimeOffset At);

/// <summary>It watches a rule.</summary>
[Fact("watched")]
public sealed record RuleWatched(string RuleId, long RuleVersion, ThresholdRuleSpec Rule, DateTimeOffset At) : DeviceFact(At);

/// <summary>It forgot a rule.</summary>
[Fact("unwatched")]
public sealed record RuleUnwatched(string RuleId, long RuleVersion, DateTimeOffset At) : DeviceFact(At);

/// <summary>A limit is crossed, not yet for long enough. <paramref name="Since"/> is the sample's clock, <paramref name="Deadline"/> the server's.</summary>
[Fact("limit-crossed")]
public sealed record LimitCrossed(string RuleId, long Seq, double Value, DateTimeOffset Since, DateTimeOffset Deadline, DateTimeOffset At)
    : DeviceFact(At);

/// <summary>It came back in time.</summary>
[Fact("limit-respected")]
public sealed record LimitRespected(string RuleId, long Seq, DateTimeOffset At) : DeviceFact(At);

/// <summary>The condition holds: an event is due. <paramref name="Uncertain"/>: samples stopped before the time was over.</summary>
[Fact("condition-met")]
public sealed record ConditionMet(string RuleId, long Seq, double Value, DateTimeOffset Since, bool Uncertain, DateTimeOffset At)
    : DeviceFact(At);

/// <summary>Back to normal.</summary>
[Fact("condition-over")]
public sealed record ConditionOver(string RuleId, long Seq, double Value, DateTimeOffset Since, DateTimeOffset At) : DeviceFact(At);

/// <summary>What readings come from. Key: <c>tenant/deviceId</c>.</summary>
[Alias("wf.IDeviceGrain")]
public interface IDeviceGrain : ICommanded<DeviceCommand>;

/// <summary>Which device a tag belongs to.</summary>
public static class DeviceIds
{
    /// <summary>Everything before the last slash; a tag without a slash is its own device.</summary>
    public static string Of(string tag)
    {
        var slash = tag.LastIndexOf('/');
        return slash > 0 ? tag[..slash] : tag;
    }
}
