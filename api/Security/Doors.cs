using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>Who may pass where. Groups of routes name one of these policies, and are asked before any body is read.</summary>
static class Doors
{
    public const string Scheme = "watchfloor";

    /// <summary>Admins.</summary>
    public const string Admin = "admin";

    /// <summary>Whoever may bring something in.</summary>
    public const string Ingest = "ingest";

    /// <summary>Whoever is known.</summary>
    public const string Known = "known";

    public static IServiceCollection AddDoors(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<Sessions>();
        services.AddSingleton(provider => new SignInLinks(provider.GetRequiredService<ApiClock>()));
        services.AddAuthentication(Scheme).AddScheme<DoorOptions, DoorHandler>(Scheme, null);
        services
            .AddAuthorizationBuilder()
            .AddPolicy(Admin, policy => policy.RequireClaim(Caller.RoleClaim, nameof(Role.Admin)))
            .AddPolicy(Ingest, policy => policy.RequireClaim(Caller.RoleClaim, nameof(Role.Admin), nameof(Role.Ingest)))
            .AddPolicy(Known, policy => policy.RequireAuthenticatedUser());
        return services;
    }

    /// <summary>In this order: who is it, is it really our page that asks, is there such a route, may they.</summary>
    public static void UseDoors(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseMiddleware<SameOrigin>();
        app.UseMiddleware<UnknownRoutes>();
        app.UseAuthorization();
    }
}
