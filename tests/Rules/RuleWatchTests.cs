using Watchfloor.Catalogue;
using Watchfloor.Devices;
using Watchfloor.Kernel;
using static Watchfloor.Tests.Rules.DeviceSamples;
using Story = Watchfloor.Tests.Rules.Scenario<
    Watchfloor.Devices.RuleRules,
    Watchfloor.Catalogue.CatalogueState<Watchfloor.Devices.ThresholdRuleSpec>,
    Watchfloor.Catalogue.CatalogueCommand<Watchfloor.Devices.ThresholdRuleSpec>,
    Watchfloor.Catalogue.CatalogueFact<Watchfloor.Devices.ThresholdRuleSpec>
>;

namespace Watchfloor.Tests.Rules;

public sealed class RuleWatchTests
{
    static readonly EntityId Rule = new(Kinds.Rule, TenantId.Default, "r1");
    static readonly EntityId Motor = new(Kinds.Device, TenantId.Default, "ps1/m1");
    static readonly ThresholdRuleSpec Moved = AtOnce with { Tag = "ps1/m1/current" };

    [Fact]
    public void A_new_rule_is_watched_by_the_device_of_its_tag() =>
        Story.Given().When(new Define<ThresholdRuleSpec>(AtOnce), T0).AndSends(Rule, new Effect(Self, new Watch("r1", 1, AtOnce)));

    [Fact]
    public void An_amended_rule_is_watched_in_its_new_version() =>
        Story
            .Given(new Defined<ThresholdRuleSpec>(AtOnce, T0))
            .When(new Amend<ThresholdRuleSpec>(ForTenSeconds), T0)
            .AndSends(Rule, new Effect(Self, new Watch("r1", 2, ForTenSeconds)));

    [Fact]
    public void A_rule_that_moves_to_another_device_is_forgotten_by_the_old_one() =>
        Story
            .Given(new Defined<ThresholdRuleSpec>(AtOnce, T0))
            .When(new Amend<ThresholdRuleSpec>(Moved), T0)
            .AndSends(Rule, new Effect(Self, new Unwatch("r1", 2)), new Effect(Motor, new Watch("r1", 2, Moved)));

    [Fact]
    public void A_removed_rule_is_forgotten() =>
        Story
            .Given(new Defined<ThresholdRuleSpec>(AtOnce, T0), new Amended<ThresholdRuleSpec>(Moved, T0))
            .When(new Remove<ThresholdRuleSpec>(), T0)
            .AndSends(Rule, new Effect(Motor, new Unwatch("r1", 3)));

    [Fact]
    public void A_tag_without_a_slash_is_its_own_device() => Assert.Equal("level", DeviceIds.Of("level"));
}
