using System.Collections.Immutable;
using System.Diagnostics;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Telemetry;

namespace Watchfloor.Devices;

/// <summary>
/// Holds readings against the rules of a device. What a reading says depends on the state alone, and readings that changed
/// something are not looked at twice: the log may be read again from any earlier place.
/// </summary>
public sealed partial class DeviceRules : IRules<DeviceState, DeviceCommand, DeviceFact>, IDocumented<DeviceState>
{
    /// <inheritdoc/>
    public static DeviceState Initial { get; } = new(Seq: 0, Rules: []);

    /// <inheritdoc/>
    public static DeviceCommand Tick { get; } = new DeviceTick();

    /// <inheritdoc/>
    public static Decision<DeviceFact> Decide(DeviceState state, DeviceCommand command, DateTimeOffset now) =>
        command switch
        {
            Watch watch => Watched(state, watch, now),
            Unwatch unwatch => Unwatched(state, unwatch, now),
            Observe observe => Observed(state, observe.Readings, now),
            ReadTelemetry => [], // the grain reads, and observes
            DeviceTick =>
            [
                .. state.Rules.Where(rule => rule.Condition is Crossing due && due.Deadline <= now).Select(rule => RanOut(rule, now)),
            ],
            _ => throw new UnreachableException($"no rule for {command}"),
        };

    /// <inheritdoc/>
    public static DeviceState Evolve(DeviceState state, DeviceFact fact) =>
        fact switch
        {
            RuleWatched watched => state with { Rules = With(state, watched) },
            RuleUnwatched unwatched => state with { Rules = state.Rules.RemoveAll(rule => rule.RuleId == unwatched.RuleId) },
            LimitCrossed f => After(state, f.RuleId, f.Seq, new Crossing(f.Seq, f.Value, f.Since, f.Deadline)),
            LimitRespected f => After(state, f.RuleId, f.Seq, new Normal()),
            ConditionMet f => After(state, f.RuleId, f.Seq, new Met(f.Seq, f.Value, f.Since)),
            ConditionOver f => After(state, f.RuleId, f.Seq, new Normal(f.Since)),
            _ => throw new UnreachableException($"{fact} is no fact of a device"),
        };

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(DeviceState state) =>
        state.Rules.Select(rule => rule.Condition).OfType<Crossing>().Select(crossing => (DateTimeOffset?)crossing.Deadline).Min();

    /// <inheritdoc/>
    public static int Rank(DeviceState state) =>
        state.Rules.Where(rule => rule.Condition is Crossing).Select(rule => (int)rule.Spec.Severity).DefaultIfEmpty(5).Min();

    /// <inheritdoc/>
    public static DateTimeOffset At(DeviceFact fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, DeviceState state, DeviceFact fact)
    {
        var (ruleId, command) = fact switch
        {
            ConditionMet met => (met.RuleId, (CorrelationCommand?)new Detect(ThresholdWords.Detection(state.Rule(met.RuleId)!, met))),
            ConditionOver over => (over.RuleId, ThresholdWords.Over(state.Rule(over.RuleId)!, over)),
            _ => ("", null),
        };
        if (command is null)
            return [];
        var spec = state.Rule(ruleId)!.Spec;
        return [new Effect(CorrelationKey.Of(self.Tenant, spec.FacilityId, spec.Category), command)];
    }

    static Decision<DeviceFact> Watched(DeviceState state, Watch watch, DateTimeOffset now)
    {
        var watched = new RuleWatched(watch.RuleId, watch.RuleVersion, watch.Rule, now);
        return state.Rule(watch.RuleId) switch
        {
            null => [watched],
            var known when known.RuleVersion >= watch.RuleVersion => [], // heard before, or overtaken
            { Condition: Met met } known when !known.Spec.SpeaksOf(watch.Rule) => [Over(known, met, now), watched],
            _ => [watched],
        };
    }

    static Decision<DeviceFact> Unwatched(DeviceState state, Unwatch unwatch, DateTimeOffset now)
    {
        var unwatched = new RuleUnwatched(unwatch.RuleId, unwatch.RuleVersion, now);
        return state.Rule(unwatch.RuleId) switch
        {
            null => [],
            var known when known.RuleVersion > unwatch.RuleVersion => [],
            { Condition: Met met } known => [Over(known, met, now), unwatched],
            _ => [unwatched],
        };
    }

    static Decision<DeviceFact> Observed(DeviceState state, Values<Reading> readings, DateTimeOffset now)
    {
        var facts = ImmutableArray.CreateBuilder<DeviceFact>();
        var seen = state.Seq;
        foreach (var reading in readings.Where(reading => reading.Seq > seen))
        {
            foreach (var rule in state.Rules)
            {
                if (ReadingFold.Of(rule, reading, now) is not { } fact)
                    continue;
                facts.Add(fact);
                state = Evolve(state, fact);
            }
        }
        return new(facts.ToImmutable());
    }

    /// <summary>Samples stopped while the limit was crossed: nobody knows, so people are told, and told that.</summary>
    static DeviceFact RanOut(WatchedRule rule, DateTimeOffset now)
    {
        var crossing = (Crossing)rule.Condition;
        return new ConditionMet(rule.RuleId, crossing.Seq, crossing.Value, crossing.Since, Uncertain: true, now);
    }

    /// <summary>The rule goes, and its condition with it.</summary>
    static ConditionOver Over(WatchedRule rule, Met met, DateTimeOffset now) => new(rule.RuleId, met.Seq, met.Value, now, now);

    static Values<WatchedRule> With(DeviceState state, RuleWatched watched)
    {
        var rule = new WatchedRule(watched.RuleId, watched.RuleVersion, watched.Rule, new Normal());
        return state.Rule(watched.RuleId) is { } known
            ? state.Rules.Map(old => old.RuleId == known.RuleId ? rule with { Condition = Kept(known, watched.Rule) } : old)
            : state.Rules.Add(rule);
    }

    /// <summary>What is met stays met until a sample says otherwise; what is crossing starts anew if the measure changed.</summary>
    static RuleCondition Kept(WatchedRule known, ThresholdRuleSpec spec) =>
        known.Condition is Met || known.Spec.Measures(spec) ? known.Condition : new Normal();

    static DeviceState After(DeviceState state, string ruleId, long seq, RuleCondition condition) =>
        new(Math.Max(state.Seq, seq), state.Rules.Map(rule => rule.RuleId == ruleId ? rule with { Condition = condition } : rule));
}
