using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>Who asks: a key, or the person behind a session. Handlers take it as a parameter; the doors made sure that it is there.</summary>
/// <param name="Id">What the journal records; never a name.</param>
sealed record Caller(string Id, string Name, Role Role, TenantId Tenant)
{
    const string IdClaim = "wf.id";
    const string NameClaim = "wf.name";
    const string TenantClaim = "wf.tenant";
    const string RoleClaim = "wf.role";

    /// <summary>What its key is limited to.</summary>
    public KeyScope Scope { get; private init; } = KeyScope.Free;

    /// <summary>Handed to handlers by ASP.NET.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo _) => new(Of(context));

    /// <summary>Who asks, with what its key is limited to.</summary>
    public static Caller Of(HttpContext context) => Of(context.User) with { Scope = KeyScope.Of(context) };

    /// <summary>Reads the doors' words back.</summary>
    public static Caller Of(ClaimsPrincipal user) =>
        new(Claim(user, IdClaim), Claim(user, NameClaim), Enum.Parse<Role>(Claim(user, RoleClaim)), new(Claim(user, TenantClaim)));

    /// <summary>The same, or null where it is a stranger.</summary>
    public static Caller? OrStranger(ClaimsPrincipal user) => user.Identity?.IsAuthenticated == true ? Of(user) : null;

    /// <summary>What the doors write.</summary>
    public static ClaimsPrincipal Principal(KeyHolder holder) =>
        new(
            new ClaimsIdentity(
                [
                    new(IdClaim, holder.Id),
                    new(NameClaim, holder.Name),
                    new(RoleClaim, $"{holder.Role}"),
                    new(TenantClaim, holder.Tenant.Value),
                ],
                Doors.Scheme
            )
        );

    static string Claim(ClaimsPrincipal user, string type) =>
        user.FindFirst(type)?.Value ?? throw new InvalidOperationException($"who calls has no {type}: this endpoint is open to strangers");
}
