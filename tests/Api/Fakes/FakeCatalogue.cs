using Watchfloor.Catalogue;
using Watchfloor.Devices;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Mutes;
using Watchfloor.Notifications;
using Watchfloor.Plant;
using Watchfloor.ServiceLevels;
using Watchfloor.Sources;
using Watchfloor.Tenants;

namespace Watchfloor.Tests.Api.Fakes;

/// <summary>Defines, amends and removes in memory, as the real entries do.</summary>
abstract class FakeEntry<TSpec>(FakeGrains grains, string kind, string key) : ICommanded<CatalogueCommand<TSpec>>
{
    public Task<Outcome> Do(CatalogueCommand<TSpec> command, RequestId request, CancellationToken cancellation = default)
    {
        grains.Note(key, command, request);
        var id = EntityId.Of(kind, key).Id;
        var before = grains.Store.Entries.GetValueOrDefault((kind, id)) as Entry<TSpec>;
        var version = (before?.Version ?? 0) + 1;
        if (CallerContext.ExpectedOf(EntityId.Of(kind, key)) is { } expected && expected != version - 1)
            return Task.FromResult(new Outcome(OutcomeKind.Stale, version - 1, "It was changed."));
        switch (command)
        {
            case Define<TSpec> define:
                grains.Store.Entries[(kind, id)] = new Entry<TSpec>(id, version, define.Spec);
                break;
            case Amend<TSpec> amend when before is not null:
                grains.Store.Entries[(kind, id)] = new Entry<TSpec>(id, version, amend.Spec);
                break;
            case Remove<TSpec> when before is not null:
                grains.Store.Entries.TryRemove((kind, id), out _);
                break;
            default:
                return Task.FromResult(new Outcome(OutcomeKind.Absent, 0, $"There is no {kind} {id}."));
        }
        return Task.FromResult(new Outcome(OutcomeKind.Done, version));
    }

    public Task Wake(CancellationToken cancellation = default) => Task.CompletedTask;
}

sealed class FakeFacilityGrain(FakeGrains grains, string key) : FakeEntry<FacilitySpec>(grains, Kinds.Facility, key), IFacilityGrain;

sealed class FakeChannelGrain(FakeGrains grains, string key) : FakeEntry<ChannelSpec>(grains, Kinds.Channel, key), IChannelGrain;

sealed class FakePolicyGrain(FakeGrains grains, string key) : FakeEntry<PolicySpec>(grains, Kinds.Policy, key), IPolicyGrain;

sealed class FakeSavedFilterGrain(FakeGrains grains, string key)
    : FakeEntry<SavedFilterSpec>(grains, Kinds.SavedFilter, key),
        ISavedFilterGrain;

sealed class FakeCorrelationRuleGrain(FakeGrains grains, string key)
    : FakeEntry<CorrelationRuleSpec>(grains, Kinds.CorrelationRule, key),
        ICorrelationRuleGrain;

sealed class FakeSlaPolicyGrain(FakeGrains grains, string key) : FakeEntry<SlaPolicySpec>(grains, Kinds.SlaPolicy, key), ISlaPolicyGrain;

sealed class FakeRuleGrain(FakeGrains grains, string key) : FakeEntry<ThresholdRuleSpec>(grains, Kinds.Rule, key), IRuleGrain;

sealed class FakeAccountGrain(FakeGrains grains, string key) : FakeEntry<AccountSpec>(grains, Kinds.Account, key), IAccountGrain;

sealed class FakeMappingGrain(FakeGrains grains, string key) : FakeEntry<MappingSpec>(grains, Kinds.Mapping, key), IMappingGrain;

sealed class FakeApiKeyGrain(FakeGrains grains, string key) : FakeEntry<ApiKeySpec>(grains, Kinds.ApiKey, key), IApiKeyGrain;

sealed class FakeTenantGrain(FakeGrains grains, string key) : FakeEntry<TenantSpec>(grains, Kinds.Tenant, key), ITenantGrain;

sealed class FakeMaintenanceGrain(FakeGrains grains, string key)
    : FakeEntry<MaintenanceSpec>(grains, Kinds.Maintenance, key),
        IMaintenanceGrain;

sealed class FakeInhibitionGrain(FakeGrains grains, string key)
    : FakeEntry<InhibitionSpec>(grains, Kinds.Inhibition, key),
        IInhibitionGrain;
