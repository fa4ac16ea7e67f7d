using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>Who asks: a key, or the person behind a session. Handlers take it as a parameter; the doors made sure that it is there.</summary>
/// <param name="Id">What the journal records; never a name.</param>
/// <param name="Scope">What its key is limited to.</param>
sealed record Caller(string Id, string Name, Role Role, TenantId Tenant, KeyScope Scope)
{
    /// <summary>As the doors know him who holds a key or a session.</summary>
    public Caller(KeyHolder holder, KeyScope scope)
        : this(holder.Id, holder.Name, holder.Role, holder.Tenant, scope) { }

    /// <summary>Handed to handlers by ASP.NET.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo _) => new(Of(context));

    /// <summary>Who asks.</summary>
    public static Caller Of(HttpContext context) => Of(context.User);

    /// <summary>Whom the doors let in.</summary>
    public static Caller Of(ClaimsPrincipal user) =>
        OrStranger(user) ?? throw new InvalidOperationException("nobody knows who calls: this endpoint is open to strangers");

    /// <summary>The same, or null where it is a stranger.</summary>
    public static Caller? OrStranger(ClaimsPrincipal user) => (user as KnownCaller)?.Caller;
}

/// <summary>Whom the doors let in, as ASP.NET carries it. It says nothing by claims, which each reader would look through anew.</summary>
sealed class KnownCaller(Caller caller) : ClaimsPrincipal(new ClaimsIdentity(Doors.Scheme))
{
    public Caller Caller => caller;
}
