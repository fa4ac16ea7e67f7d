using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>Who may pass where. Every route names one of these doors, and is asked before any body is read.</summary>
static class Doors
{
    public const string Scheme = "watchfloor";

    /// <summary>Whoever is known: who am I, sign me out, what is there to call.</summary>
    public const string Known = "known";

    /// <summary>Look at events and at what people defined.</summary>
    public const string Read = "read";

    /// <summary>Deal with events.</summary>
    public const string Act = "act";

    /// <summary>Bring in events and telemetry.</summary>
    public const string Ingest = "ingest";

    /// <summary>Define what runs the room: facilities, rules, policies. See what pages go through.</summary>
    public const string Direct = "direct";

    /// <summary>Channels with their secrets, keys, users, audit.</summary>
    public const string Admin = "admin";

    /// <summary>Watch the machinery, which serves all tenants.</summary>
    public const string Watch = "watch";

    /// <summary>See which processes serve, and where they are.</summary>
    public const string Oversee = "oversee";

    /// <summary>Run the installation: its tenants.</summary>
    public const string Host = "host";

    /// <summary>The whole of it. A role that is not named does not pass; a door of the house is for the tenant that runs it alone.</summary>
    public static IReadOnlyDictionary<string, Door> Table { get; } =
        new Dictionary<string, Door>(StringComparer.Ordinal)
        {
            [Known] = new(Role.Admin, Role.Supervisor, Role.Operator, Role.Viewer, Role.Ingest),
            [Read] = new(Role.Admin, Role.Supervisor, Role.Operator, Role.Viewer),
            [Act] = new(Role.Admin, Role.Supervisor, Role.Operator),
            [Ingest] = new(Role.Admin, Role.Supervisor, Role.Operator, Role.Ingest),
            [Direct] = new(Role.Admin, Role.Supervisor),
            [Admin] = new(Role.Admin),
            [Watch] = new(Role.Admin, Role.Supervisor, Role.Operator, Role.Viewer) { OfTheHouse = true },
            [Oversee] = new(Role.Admin, Role.Supervisor) { OfTheHouse = true },
            [Host] = new(Role.Admin) { OfTheHouse = true },
        };

    public static IServiceCollection AddDoors(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<Standing>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<WrongShown>();
        services.AddSingleton<KeySignIns>();
        services.AddSingleton<Doorkeeper>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton(provider => new SignInLinks(
            provider.GetRequiredService<ApiClock>(),
            provider.GetRequiredService<IAnswers>(),
            provider.GetRequiredService<IDataProtectionProvider>()
        ));
        services.AddSingleton<KeyLimits>();
        // The web server looks for its own doors where a route names one, and ours stand in their place.
        services.Configure<RouteOptions>(routing => routing.SuppressCheckForUnhandledSecurityMetadata = true);
        return services.AddPasswords().AddAudit();
    }

    /// <summary>The door of a route, or null where it is open to all.</summary>
    public static Door? Of(IEnumerable<object> metadata) =>
        metadata.OfType<IAllowAnonymous>().Any() ? null
        : metadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy is { } name ? Table[name]
        : null;
}

/// <summary>Which roles a door lets through.</summary>
sealed record Door(params Role[] Roles)
{
    /// <summary>Only callers of the tenant that runs the installation.</summary>
    public bool OfTheHouse { get; init; }

    public bool Lets(Caller caller) => Roles.Contains(caller.Role) && (!OfTheHouse || caller.Tenant == TenantId.Default);
}
