using Microsoft.AspNetCore.Http;

namespace Watchfloor.Security;

/// <summary>As whom a call stands in the audit where its caller was not known at the door: who signed in, or was tried.</summary>
sealed record AuditSubject(string Id, TenantId Tenant)
{
    public static void Set(HttpContext context, AuditSubject? subject) => context.Features.Set(subject);
}

/// <summary>Metadata of a route through which machines pour: its calls are written to the audit behind the answer.</summary>
sealed class MachineInput;
