using Orleans.Placement;
using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Tenants;

/// <summary>An account.</summary>
[GrainType(Kinds.Account), HashBasedPlacement]
public sealed class AccountGrain(RuledGrainContext context)
    : RuledGrain<AccountRules, CatalogueState<AccountSpec>, CatalogueCommand<AccountSpec>, CatalogueFact<AccountSpec>>(context),
        IAccountGrain;

/// <summary>A key for programs.</summary>
[GrainType(Kinds.ApiKey), HashBasedPlacement]
public sealed class ApiKeyGrain(RuledGrainContext context)
    : RuledGrain<ApiKeyRules, CatalogueState<ApiKeySpec>, CatalogueCommand<ApiKeySpec>, CatalogueFact<ApiKeySpec>>(context),
        IApiKeyGrain;

/// <summary>A customer.</summary>
[GrainType(Kinds.Tenant), HashBasedPlacement]
public sealed class TenantGrain(RuledGrainContext context)
    : RuledGrain<TenantRules, CatalogueState<TenantSpec>, CatalogueCommand<TenantSpec>, CatalogueFact<TenantSpec>>(context),
        ITenantGrain;
