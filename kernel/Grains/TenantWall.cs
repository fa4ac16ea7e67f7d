namespace Watchfloor.Kernel;

/// <summary>
/// The first wall between tenants: a call that a tenant's caller makes reaches only grains whose key begins with that
/// tenant. Calls of the system itself (ticks, outbox, alarm clock) carry no tenant and pass.
/// </summary>
public sealed class TenantWall : IIncomingGrainCallFilter
{
    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is IWake && CallerContext.Tenant is { } tenant)
        {
            var key = context.TargetId.Key.ToString()!;
            if (!IsOf(key, tenant.Value))
                throw new UnauthorizedAccessException($"a caller of tenant '{tenant}' has no business with '{context.TargetId}'");
        }
        return context.Invoke();
    }

    static bool IsOf(string key, string tenant) =>
        key.Length > tenant.Length && key[tenant.Length] == '/' && key.StartsWith(tenant, StringComparison.Ordinal);
}
