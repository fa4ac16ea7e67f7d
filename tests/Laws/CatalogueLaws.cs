using Watchfloor.Catalogue;
using Watchfloor.Devices;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Notifications;
using Watchfloor.Plant;
using Watchfloor.ServiceLevels;
using Watchfloor.Sources;
using Watchfloor.Tenants;
using Watchfloor.Tests.Rules;

namespace Watchfloor.Tests.Laws;

public abstract class CatalogueLaws<TRules, TSpec> : RulesLaws<TRules, CatalogueState<TSpec>, CatalogueCommand<TSpec>, CatalogueFact<TSpec>>
    where TRules : IRules<CatalogueState<TSpec>, CatalogueCommand<TSpec>, CatalogueFact<TSpec>>, IDocumented<CatalogueState<TSpec>>
    where TSpec : class
{
    protected abstract (TSpec One, TSpec Other) Specs { get; }

    protected override IReadOnlyList<CatalogueCommand<TSpec>> Commands => CatalogueSamples.Commands(Specs.One, Specs.Other);

    protected override bool IsIdempotent(CatalogueCommand<TSpec> command) => true;
}

public sealed class FacilityLaws : CatalogueLaws<FacilityRules, FacilitySpec>
{
    protected override (FacilitySpec, FacilitySpec) Specs => (CatalogueSamples.Works, CatalogueSamples.Annex);
}

public sealed class ChannelLaws : CatalogueLaws<ChannelRules, ChannelSpec>
{
    protected override (ChannelSpec, ChannelSpec) Specs => (CatalogueSamples.Pager, CatalogueSamples.Pager with { Name = "Siren" });
}

public sealed class PolicyLaws : CatalogueLaws<PolicyRules, PolicySpec>
{
    protected override (PolicySpec, PolicySpec) Specs => (CatalogueSamples.NightShift, CatalogueSamples.NightShift with { Repeat = null });
}

public sealed class SlaPolicyLaws : CatalogueLaws<SlaPolicyRules, SlaPolicySpec>
{
    protected override (SlaPolicySpec, SlaPolicySpec) Specs => (SlaSamples.OfficeHours, SlaSamples.OfficeHours with { Calendar = null });
}

public sealed class SavedFilterLaws : CatalogueLaws<SavedFilterRules, SavedFilterSpec>
{
    protected override (SavedFilterSpec, SavedFilterSpec) Specs =>
        (CatalogueSamples.Urgent, CatalogueSamples.Urgent with { Query = "q=pump" });
}

public sealed class CorrelationRuleLaws : CatalogueLaws<CorrelationRuleRules, CorrelationRuleSpec>
{
    protected override (CorrelationRuleSpec, CorrelationRuleSpec) Specs =>
        (CatalogueSamples.OneBurst, CatalogueSamples.OneBurst with { Flapping = Flapping.Off });
}

public sealed class RuleLaws : CatalogueLaws<RuleRules, ThresholdRuleSpec>
{
    protected override (ThresholdRuleSpec, ThresholdRuleSpec) Specs => (DeviceSamples.AtOnce, DeviceSamples.ForTenSeconds);
}

public sealed class AccountLaws : CatalogueLaws<AccountRules, AccountSpec>
{
    protected override (AccountSpec, AccountSpec) Specs => (CatalogueSamples.Operator, CatalogueSamples.Operator with { Disabled = true });
}

public sealed class ApiKeyLaws : CatalogueLaws<ApiKeyRules, ApiKeySpec>
{
    protected override (ApiKeySpec, ApiKeySpec) Specs =>
        (CatalogueSamples.Robot, CatalogueSamples.Robot with { Hash = new string('b', 64) });
}

public sealed class TenantLaws : CatalogueLaws<TenantRules, TenantSpec>
{
    protected override (TenantSpec, TenantSpec) Specs => (CatalogueSamples.Harbour, CatalogueSamples.Harbour with { Closed = true });
}

public sealed class MappingLaws : CatalogueLaws<MappingRules, MappingSpec>
{
    protected override (MappingSpec, MappingSpec) Specs => (CatalogueSamples.Burner, CatalogueSamples.Burner with { Title = "{headline}" });
}
