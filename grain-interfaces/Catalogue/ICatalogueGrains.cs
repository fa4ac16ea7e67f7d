using Watchfloor.Devices;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Mutes;
using Watchfloor.Notifications;
using Watchfloor.Plant;
using Watchfloor.ServiceLevels;
using Watchfloor.Sources;

namespace Watchfloor.Catalogue;

/// <summary>A facility. Key: <c>tenant/facilityId</c>.</summary>
[Alias("wf.IFacilityGrain")]
public interface IFacilityGrain : ICommanded<CatalogueCommand<FacilitySpec>>;

/// <summary>A channel. Key: <c>tenant/channelId</c>.</summary>
[Alias("wf.IChannelGrain")]
public interface IChannelGrain : ICommanded<CatalogueCommand<ChannelSpec>>;

/// <summary>An escalation policy. Key: <c>tenant/policyId</c>.</summary>
[Alias("wf.IPolicyGrain")]
public interface IPolicyGrain : ICommanded<CatalogueCommand<PolicySpec>>;

/// <summary>A correlation rule. Key: <c>tenant/ruleId</c>.</summary>
[Alias("wf.ICorrelationRuleGrain")]
public interface ICorrelationRuleGrain : ICommanded<CatalogueCommand<CorrelationRuleSpec>>;

/// <summary>An SLA policy. Key: <c>tenant/policyId</c>.</summary>
[Alias("wf.ISlaPolicyGrain")]
public interface ISlaPolicyGrain : ICommanded<CatalogueCommand<SlaPolicySpec>>;

/// <summary>A saved filter. Key: <c>tenant/filterId</c>.</summary>
[Alias("wf.ISavedFilterGrain")]
public interface ISavedFilterGrain : ICommanded<CatalogueCommand<SavedFilterSpec>>;

/// <summary>A threshold rule. Its commands return only when its device watches it. Key: <c>tenant/ruleId</c>.</summary>
[Alias("wf.IRuleGrain")]
public interface IRuleGrain : ICommanded<CatalogueCommand<ThresholdRuleSpec>>;

/// <summary>A webhook mapping. Key: <c>tenant/mappingId</c>.</summary>
[Alias("wf.IMappingGrain")]
public interface IMappingGrain : ICommanded<CatalogueCommand<MappingSpec>>;

/// <summary>A maintenance window. Its commands return only when the events concerned are muted, or not any more. Key: <c>tenant/windowId</c>.</summary>
[Alias("wf.IMaintenanceGrain")]
public interface IMaintenanceGrain : ICommanded<CatalogueCommand<MaintenanceSpec>>;

/// <summary>An inhibition rule. Its commands return only when the events concerned are muted, or not any more. Key: <c>tenant/ruleId</c>.</summary>
[Alias("wf.IInhibitionGrain")]
public interface IInhibitionGrain : ICommanded<CatalogueCommand<InhibitionSpec>>;
