using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Watchfloor.Tenants;

/// <summary>Users, keys, tenants and the audit: what they are made of and where they are served.</summary>
static class TenantParts
{
    public static IServiceCollection AddTenants(this IServiceCollection services) =>
        services.AddSingleton<KeyDesk>().AddSingleton<UserDesk>().AddSingleton<TenantDesk>().AddSingleton<ActorNames>();

    public static void MapTenantParts(this IEndpointRouteBuilder api)
    {
        api.MapOwnPassword();
        api.MapKeys();
        api.MapUsers();
        api.MapTenants();
        api.MapAudit();
        api.MapActors();
    }
}
