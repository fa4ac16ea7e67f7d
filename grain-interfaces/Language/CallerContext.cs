using Orleans.Runtime;

namespace Watchfloor;

/// <summary>Who asks, carried along the calls. A tick has no caller: its tenant and actor come from the state.</summary>
public static class CallerContext
{
    const string TenantKey = "wf.tenant";
    const string ActorKey = "wf.actor";

    /// <summary>Says on whose behalf the following calls of this flow are made.</summary>
    public static void Set(TenantId tenant, string actor)
    {
        RequestContext.Set(TenantKey, tenant.Value);
        RequestContext.Set(ActorKey, actor);
    }

    /// <summary>The tenant of the caller, or null where the system itself calls.</summary>
    public static TenantId? Tenant => RequestContext.Get(TenantKey) is string value ? new TenantId(value) : null;

    /// <summary>The id of the person or program that calls, or <c>system</c>.</summary>
    public static string Actor => RequestContext.Get(ActorKey) as string ?? "system";
}
