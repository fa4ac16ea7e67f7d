using Watchfloor.Json;
using Watchfloor.Telemetry;

namespace Watchfloor.Devices;

/// <summary>What one reading says about one rule.</summary>
static class ReadingFold
{
    /// <summary>The fact that follows, or null. Bad samples neither prove nor disprove anything.</summary>
    public static DeviceFact? Of(WatchedRule rule, Reading reading, DateTimeOffset now)
    {
        var (spec, sample) = (rule.Spec, reading.Sample);
        if (sample.Tag != spec.Tag || !Quality.IsGood(sample.Quality) || rule.Condition.IsBefore(sample))
            return null;
        return rule.Condition switch
        {
            Normal when spec.IsCrossedBy(sample.Value) => Crossed(rule, reading, now),
            Crossing crossing when spec.IsCrossedBy(sample.Value) => sample.At - crossing.Since >= spec.Time()
                ? new ConditionMet(rule.RuleId, reading.Seq, sample.Value, crossing.Since, Uncertain: false, now)
                : null,
            Crossing when spec.IsRespectedBy(sample.Value) => new LimitRespected(rule.RuleId, reading.Seq, now),
            Met when spec.IsRespectedBy(sample.Value) => new ConditionOver(rule.RuleId, reading.Seq, sample.Value, sample.At, now),
            _ => null,
        };
    }

    static DeviceFact Crossed(WatchedRule rule, Reading reading, DateTimeOffset now)
    {
        var (seq, value, since) = (reading.Seq, reading.Sample.Value, reading.Sample.At);
        return rule.Spec.Time() == TimeSpan.Zero
            ? new ConditionMet(rule.RuleId, seq, value, since, Uncertain: false, now)
            : new LimitCrossed(rule.RuleId, seq, value, since, Instants.Truncate(now + rule.Spec.Time() + rule.Spec.Grace()), now);
    }
}
