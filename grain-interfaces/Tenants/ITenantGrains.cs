using Watchfloor.Catalogue;

namespace Watchfloor.Tenants;

/// <summary>A person who may sign in. Key: <c>tenant/accountId</c>.</summary>
[Alias("wf.IAccountGrain")]
public interface IAccountGrain : ICommanded<CatalogueCommand<AccountSpec>>;

/// <summary>A key for programs. Key: <c>tenant/keyId</c>.</summary>
[Alias("wf.IApiKeyGrain")]
public interface IApiKeyGrain : ICommanded<CatalogueCommand<ApiKeySpec>>;

/// <summary>A customer. Key: <c>main/tenantId</c>, since the tenant that runs the installation keeps the others.</summary>
[Alias("wf.ITenantGrain")]
public interface ITenantGrain : ICommanded<CatalogueCommand<TenantSpec>>;
