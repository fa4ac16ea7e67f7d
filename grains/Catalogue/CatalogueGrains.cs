using Orleans.Placement;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Notifications;
using Watchfloor.Plant;
using Watchfloor.ServiceLevels;
using Watchfloor.Sources;

namespace Watchfloor.Catalogue;

/// <summary>A facility.</summary>
[GrainType(Kinds.Facility), HashBasedPlacement]
public sealed class FacilityGrain(RuledGrainContext context)
    : RuledGrain<FacilityRules, CatalogueState<FacilitySpec>, CatalogueCommand<FacilitySpec>, CatalogueFact<FacilitySpec>>(context),
        IFacilityGrain;

/// <summary>A channel.</summary>
[GrainType(Kinds.Channel), HashBasedPlacement]
public sealed class ChannelGrain(RuledGrainContext context)
    : RuledGrain<ChannelRules, CatalogueState<ChannelSpec>, CatalogueCommand<ChannelSpec>, CatalogueFact<ChannelSpec>>(context),
        IChannelGrain;

/// <summary>An escalation policy.</summary>
[GrainType(Kinds.Policy), HashBasedPlacement]
public sealed class PolicyGrain(RuledGrainContext context)
    : RuledGrain<PolicyRules, CatalogueState<PolicySpec>, CatalogueCommand<PolicySpec>, CatalogueFact<PolicySpec>>(context),
        IPolicyGrain;

/// <summary>An SLA policy.</summary>
[GrainType(Kinds.SlaPolicy), HashBasedPlacement]
public sealed class SlaPolicyGrain(RuledGrainContext context)
    : RuledGrain<SlaPolicyRules, CatalogueState<SlaPolicySpec>, CatalogueCommand<SlaPolicySpec>, CatalogueFact<SlaPolicySpec>>(context),
        ISlaPolicyGrain;

/// <summary>A webhook mapping.</summary>
[GrainType(Kinds.Mapping), HashBasedPlacement]
public sealed class MappingGrain(RuledGrainContext context)
    : RuledGrain<MappingRules, CatalogueState<MappingSpec>, CatalogueCommand<MappingSpec>, CatalogueFact<MappingSpec>>(context),
        IMappingGrain;

/// <summary>A correlation rule.</summary>
[GrainType(Kinds.CorrelationRule), HashBasedPlacement]
public sealed class CorrelationRuleGrain(RuledGrainContext context)
    : RuledGrain<
        CorrelationRuleRules,
        CatalogueState<CorrelationRuleSpec>,
        CatalogueCommand<CorrelationRuleSpec>,
        CatalogueFact<CorrelationRuleSpec>
    >(context),
        ICorrelationRuleGrain;

/// <summary>A saved filter.</summary>
[GrainType(Kinds.SavedFilter), HashBasedPlacement]
public sealed class SavedFilterGrain(RuledGrainContext context)
    : RuledGrain<SavedFilterRules, CatalogueState<SavedFilterSpec>, CatalogueCommand<SavedFilterSpec>, CatalogueFact<SavedFilterSpec>>(
        context
    ),
        ISavedFilterGrain;
