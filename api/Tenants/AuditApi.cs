using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Security;
using Watchfloor.Store;

namespace Watchfloor.Tenants;

/// <summary>Who did what, or tried to.</summary>
static class AuditApi
{
    public static void MapAudit(this IEndpointRouteBuilder api) =>
        api.MapGet("/audit", List)
            .WithTags("Audit")
            .RequireAuthorization(Doors.Admin)
            .Says("listAudit", "Calls that changed something or tried to, newest first");

    static async Task<Ok<Page<AuditItem>>> List(
        AuditQuery query,
        PageQuery page,
        Caller caller,
        IAudit audit,
        ActorNames names,
        CancellationToken cancellation
    )
    {
        var listing = await audit.List(caller.Tenant, query.Filter, page.Limit, page.Cursor, cancellation);
        var known = await names.Of(caller.Tenant, listing.Items.Select(entry => entry.Actor), cancellation);
        return TypedResults.Ok(new Page<AuditItem>([.. listing.Items.Select(entry => View(entry, known))], listing.Next));
    }

    static AuditItem View(AuditEntry entry, IReadOnlyDictionary<string, string> names) =>
        new(entry.At, entry.Actor, names.GetValueOrDefault(entry.Actor), entry.Operation, entry.Path, entry.Status, entry.Trace);
}

/// <summary>A call.</summary>
/// <param name="Actor">The id of the user or key, or stranger.</param>
/// <param name="ActorName">What it is called now; null where it is gone.</param>
/// <param name="Operation">Its id in this document.</param>
/// <param name="Path">What it was about.</param>
/// <param name="Status">How it was answered.</param>
/// <param name="Trace">The trace that it was part of.</param>
sealed record AuditItem(DateTimeOffset At, string Actor, string? ActorName, string Operation, string Path, int Status, string? Trace);
