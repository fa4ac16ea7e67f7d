using Watchfloor.Devices;
using Watchfloor.Tests.Rules;

namespace Watchfloor.Tests.Laws;

public sealed class DeviceLaws : RulesLaws<DeviceRules, DeviceState, DeviceCommand, DeviceFact>
{
    protected override IReadOnlyList<DeviceCommand> Commands => DeviceSamples.Commands;

    /// <summary>A newer version of a rule may come back after it was forgotten, but nothing repeats itself.</summary>
    protected override bool IsIdempotent(DeviceCommand command) => true;

    protected override string Shape(DeviceState state) =>
        string.Join(' ', state.Rules.Select(rule => $"{rule.RuleId}.{rule.RuleVersion} {rule.Condition.GetType().Name}"));
}
