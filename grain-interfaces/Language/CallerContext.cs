using System.Globalization;
using Orleans.Runtime;

namespace Watchfloor;

/// <summary>Who asks, carried along the calls. A tick has no caller: its tenant and actor come from the state.</summary>
public static class CallerContext
{
    const string TenantKey = "wf.tenant";
    const string ActorKey = "wf.actor";
    const string ExpectedKey = "wf.expected";
    const string TraceKey = "wf.trace";

    /// <summary>Says on whose behalf the following calls of this flow are made.</summary>
    public static void Set(TenantId tenant, string actor)
    {
        RequestContext.Set(TenantKey, tenant.Value);
        RequestContext.Set(ActorKey, actor);
    }

    /// <summary>
    /// Says on which version of an entity the next command to it was decided; another one refuses it. Commands to others, which
    /// follow from it, are not held to it. Null: on any.
    /// </summary>
    public static void Expect(EntityId entity, long? version) =>
        Put(ExpectedKey, version is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known} {entity}") : null);

    /// <summary>Says what the following calls are part of: a W3C <c>traceparent</c>, or null.</summary>
    public static void Follow(string? trace) => Put(TraceKey, trace);

    /// <summary>The tenant of the caller, or null where the system itself calls.</summary>
    public static TenantId? Tenant => RequestContext.Get(TenantKey) is string value ? new TenantId(value) : null;

    /// <summary>The id of the person or program that calls, or <c>system</c>.</summary>
    public static string Actor => RequestContext.Get(ActorKey) as string ?? "system";

    /// <summary>The version of an entity that the caller decided on, or null where any will do.</summary>
    public static long? ExpectedOf(EntityId entity) =>
        RequestContext.Get(ExpectedKey) is string value
        && value.IndexOf(' ') is var space
        && value.AsSpan(space + 1).SequenceEqual(entity.ToString())
            ? long.Parse(value.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    /// <summary>The <c>traceparent</c> of the caller, or null where nobody traces.</summary>
    public static string? Trace => RequestContext.Get(TraceKey) as string;

    static void Put(string key, string? value)
    {
        if (value is null)
            RequestContext.Remove(key);
        else
            RequestContext.Set(key, value);
    }
}
