using System.Text.Json.Serialization;
using Watchfloor.Telemetry;

namespace Watchfloor.Devices;

/// <summary>The rules that a device is held against. <paramref name="Seq"/> is the newest reading that changed anything.</summary>
public sealed record DeviceState(long Seq, Values<WatchedRule> Rules)
{
    /// <summary>A rule, or null where it is not watched.</summary>
    public WatchedRule? Rule(string ruleId) => Rules.FirstOrDefault(rule => rule.RuleId == ruleId);
}

/// <summary>A rule and how the readings stand to it.</summary>
public sealed record WatchedRule(string RuleId, long RuleVersion, ThresholdRuleSpec Spec, RuleCondition Condition);

/// <summary>How readings stand to a rule.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Normal), "normal")]
[JsonDerivedType(typeof(Crossing), "crossing")]
[JsonDerivedType(typeof(Met), "met")]
public abstract record RuleCondition
{
    /// <summary>Whether a sample is too old to say anything about it: samples may arrive out of order.</summary>
    public abstract bool IsBefore(Sample sample);
}

/// <summary>Within the limit, by the sample's clock since then if it ever was not.</summary>
public sealed record Normal(DateTimeOffset? Since = null) : RuleCondition
{
    /// <inheritdoc/>
    public override bool IsBefore(Sample sample) => sample.At < Since;
}

/// <summary>Beyond the limit, not yet for long enough; on the server's clock it ends at the deadline.</summary>
public sealed record Crossing(long Seq, double Value, DateTimeOffset Since, DateTimeOffset Deadline) : RuleCondition
{
    /// <inheritdoc/>
    public override bool IsBefore(Sample sample) => sample.At < Since;
}

/// <summary>Beyond the limit for long enough; an event was asked for.</summary>
public sealed record Met(long Seq, double Value, DateTimeOffset Since) : RuleCondition
{
    /// <inheritdoc/>
    public override bool IsBefore(Sample sample) => sample.At < Since;
}
