using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Devices;

/// <summary>The life of a threshold rule. Its device is told of every change.</summary>
public sealed partial class RuleRules
    : IRules<CatalogueState<ThresholdRuleSpec>, CatalogueCommand<ThresholdRuleSpec>, CatalogueFact<ThresholdRuleSpec>>,
        IDocumented<CatalogueState<ThresholdRuleSpec>>
{
    /// <inheritdoc/>
    public static CatalogueState<ThresholdRuleSpec> Initial => CatalogueDecisions<ThresholdRuleSpec>.Initial;

    /// <inheritdoc/>
    public static CatalogueCommand<ThresholdRuleSpec> Tick => CatalogueDecisions<ThresholdRuleSpec>.Tick;

    /// <inheritdoc/>
    public static Decision<CatalogueFact<ThresholdRuleSpec>> Decide(
        CatalogueState<ThresholdRuleSpec> state,
        CatalogueCommand<ThresholdRuleSpec> command,
        DateTimeOffset now
    ) => CatalogueDecisions<ThresholdRuleSpec>.Decide(state, command, now, "rule", FlawOf);

    /// <inheritdoc/>
    public static CatalogueState<ThresholdRuleSpec> Evolve(
        CatalogueState<ThresholdRuleSpec> state,
        CatalogueFact<ThresholdRuleSpec> fact
    ) => CatalogueDecisions<ThresholdRuleSpec>.Evolve(state, fact);

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(CatalogueState<ThresholdRuleSpec> state) => null;

    /// <inheritdoc/>
    public static DateTimeOffset At(CatalogueFact<ThresholdRuleSpec> fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(
        EntityId self,
        CatalogueState<ThresholdRuleSpec> state,
        CatalogueFact<ThresholdRuleSpec> fact
    ) => [.. Watches(self, state)];

    /// <inheritdoc/>
    public static Document? Describe(EntityId self, CatalogueState<ThresholdRuleSpec> state, long version) =>
        CatalogueDecisions<ThresholdRuleSpec>.Describe(self, state, version, spec => [new("name", spec.Name), new("tag", spec.Tag)]);

    /// <summary>What devices have to know of it as it stands now.</summary>
    public static IEnumerable<Effect> Watches(EntityId self, CatalogueState<ThresholdRuleSpec> state)
    {
        switch (state)
        {
            case Standing<ThresholdRuleSpec> { Spec: var spec, Before: var before, Version: var version }:
                if (before is not null && DeviceIds.Of(before.Tag) != DeviceIds.Of(spec.Tag))
                    yield return new(Device(self, before.Tag), new Unwatch(self.Id, version));
                yield return new(Device(self, spec.Tag), new Watch(self.Id, version, spec));
                break;
            case Gone<ThresholdRuleSpec> gone:
                yield return new(Device(self, gone.Spec.Tag), new Unwatch(self.Id, gone.Version));
                break;
        }
    }

    static EntityId Device(EntityId self, string tag) => new(Kinds.Device, self.Tenant, DeviceIds.Of(tag));

    static string? FlawOf(ThresholdRuleSpec spec) => ThresholdRuleFlaw.Of(spec);
}
