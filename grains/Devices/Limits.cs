namespace Watchfloor.Devices;

/// <summary>Values held against limits.</summary>
public static class Limits
{
    /// <summary>Whether a value is where the rule does not want it.</summary>
    public static bool IsCrossedBy(this ThresholdRuleSpec rule, double value) =>
        rule.Operator switch
        {
            Comparison.Above => value > rule.Limit,
            Comparison.AtLeast => value >= rule.Limit,
            Comparison.Below => value < rule.Limit,
            Comparison.AtMost => value <= rule.Limit,
            Comparison.Equal => value == rule.Limit,
            _ => value != rule.Limit,
        };

    /// <summary>Whether a value is back, past the limit by the hysteresis. Between is neither: it stays what it was.</summary>
    public static bool IsRespectedBy(this ThresholdRuleSpec rule, double value)
    {
        var band = rule.Hysteresis ?? 0;
        return rule.Operator switch
        {
            Comparison.Above => value <= rule.Limit - band,
            Comparison.AtLeast => band > 0 ? value <= rule.Limit - band : value < rule.Limit,
            Comparison.Below => value >= rule.Limit + band,
            Comparison.AtMost => band > 0 ? value >= rule.Limit + band : value > rule.Limit,
            _ => !rule.IsCrossedBy(value), // equality knows no band
        };
    }

    /// <summary>How long the limit must be crossed; zero: not at all.</summary>
    public static TimeSpan Time(this ThresholdRuleSpec rule) => rule.For ?? TimeSpan.Zero;

    /// <summary>How much longer to wait for samples on the server's clock: half the time again, from 2 to 30 s.</summary>
    public static TimeSpan Grace(this ThresholdRuleSpec rule) =>
        TimeSpan.FromTicks(Math.Clamp(rule.Time().Ticks / 2, 2 * TimeSpan.TicksPerSecond, 30 * TimeSpan.TicksPerSecond));

    /// <summary>Whether both measure the same, so that a crossing of one is a crossing of the other.</summary>
    public static bool Measures(this ThresholdRuleSpec rule, ThresholdRuleSpec other) =>
        (rule.Tag, rule.Operator, rule.Limit, rule.For, rule.Hysteresis)
        == (other.Tag, other.Operator, other.Limit, other.For, other.Hysteresis);

    /// <summary>Whether conditions of both are the same to correlation, so that one event may serve both.</summary>
    public static bool SpeaksOf(this ThresholdRuleSpec rule, ThresholdRuleSpec other) =>
        (rule.Tag, rule.Category, rule.FacilityId) == (other.Tag, other.Category, other.FacilityId);
}
