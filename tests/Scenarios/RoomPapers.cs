using Watchfloor.Catalogue;
using Watchfloor.Devices;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Notifications;

namespace Watchfloor.Tests.Scenarios;

/// <summary>What people of a room write down: whom to call, and when something is wrong.</summary>
sealed partial class Room
{
    /// <summary>A level of a policy.</summary>
    public static (TimeSpan After, string[] Owners) Level(TimeSpan after, params string[] owners) => (after, owners);

    /// <summary>A policy that pages the phones of these people; the phones are made known with it.</summary>
    public async Task Policy(string name, params (TimeSpan After, string[] Owners)[] levels)
    {
        foreach (var owner in levels.SelectMany(level => level.Owners).Distinct())
            await Write<IChannelGrain, ChannelSpec>(
                Kinds.Channel,
                $"phone-{owner}",
                new Define<ChannelSpec>(new(owner, "phone", [new("owner", owner)]))
            );
        await Write<IPolicyGrain, PolicySpec>(Kinds.Policy, name, new Define<PolicySpec>(Spec(name, levels)));
    }

    /// <summary>The policy is edited while events run.</summary>
    public Task AmendPolicy(string name, params (TimeSpan After, string[] Owners)[] levels) =>
        Write<IPolicyGrain, PolicySpec>(Kinds.Policy, name, new Amend<PolicySpec>(Spec(name, levels)));

    /// <summary>A threshold rule: above the limit is wrong.</summary>
    public Task Rule(string id, string tag, double limit, TimeSpan? @for = null, double? hysteresis = null, string category = "pressure") =>
        Write<IRuleGrain, ThresholdRuleSpec>(
            Kinds.Rule,
            id,
            new Define<ThresholdRuleSpec>(
                new(id, tag, Comparison.Above, limit, @for, hysteresis, Severity.Critical, category, FacilityId: null)
            )
        );

    /// <summary>The rule is taken away.</summary>
    public Task RemoveRule(string id) => Write<IRuleGrain, ThresholdRuleSpec>(Kinds.Rule, id, new Remove<ThresholdRuleSpec>());

    static PolicySpec Spec(string name, (TimeSpan After, string[] Owners)[] levels) =>
        new(
            name,
            Match: null,
            [
                .. levels.Select(level => new PolicyLevel(
                    level.After,
                    [.. level.Owners.Select(owner => new PolicyTarget($"phone-{owner}"))]
                )),
            ],
            Repeat: null
        );

    async Task Write<TGrain, TSpec>(string kind, string id, CatalogueCommand<TSpec> command)
        where TGrain : ICommanded<CatalogueCommand<TSpec>>
    {
        var grain = _power.Grains.GetGrain<TGrain>(new EntityId(kind, TenantId.Default, id).ToGrainId());
        var outcome = await grain.Do(command, Wish());
        Assert.True(outcome.Succeeded, $"{command}: {outcome.Reason}");
        await Quiet();
    }
}
