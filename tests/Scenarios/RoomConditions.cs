using Watchfloor.Catalogue;
using Watchfloor.Events;

namespace Watchfloor.Tests.Scenarios;

/// <summary>Conditions that come and go, and what people write down of them.</summary>
sealed partial class Room
{
    /// <summary>Which detections are one event.</summary>
    public Task Correlates(CorrelationRuleSpec rule) =>
        Write<ICorrelationRuleGrain, CorrelationRuleSpec>(Kinds.CorrelationRule, rule.Name, new Define<CorrelationRuleSpec>(rule));

    /// <summary>A condition is over, now.</summary>
    public async Task<Detected> Clears(string conditionKey, string category)
    {
        var door = _power.Grains.GetGrain<ICorrelationGrain>(CorrelationKey.Of(TenantId.Default, null, category).ToGrainId());
        var cleared = await door.Clear(new(conditionKey, Now), Wish());
        await Quiet();
        return cleared;
    }

    /// <summary>It comes and goes so often, a minute between two changes; it comes first. Returns the events that it came to.</summary>
    public async Task<IReadOnlyList<string>> Flaps(string title, string conditionKey, string category, int changes)
    {
        var events = new List<string>();
        for (var change = 0; change < changes; change++)
        {
            events.Add(
                change % 2 == 0
                    ? await Raise(title, Severity.Low, category, conditionKey: conditionKey)
                    : (await Clears(conditionKey, category)).EventId
            );
            await Forward(1.Minutes());
        }
        return [.. events.Distinct()];
    }
}
