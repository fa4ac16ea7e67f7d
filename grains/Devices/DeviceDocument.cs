using Watchfloor.Kernel;

namespace Watchfloor.Devices;

public sealed partial class DeviceRules
{
    /// <inheritdoc/>
    public static Document? Describe(EntityId self, DeviceState state, long version) =>
        state.Rules.Length == 0
            ? null
            : new(new DeviceView(self.Id, [.. state.Rules.Select(View)], version), [new Column("rules", (long)state.Rules.Length)]);

    static RuleConditionView View(WatchedRule rule) =>
        rule.Condition switch
        {
            Crossing crossing => new(rule.RuleId, "crossing", crossing.Since),
            Met met => new(rule.RuleId, "met", met.Since),
            _ => new(rule.RuleId, "normal", null),
        };
}

/// <summary>A device as readers see it.</summary>
public sealed record DeviceView(string Id, IReadOnlyList<RuleConditionView> Rules, long Version);

/// <summary>How readings stand to a rule, and since when by the sample's clock.</summary>
public sealed record RuleConditionView(string RuleId, string Condition, DateTimeOffset? Since);
