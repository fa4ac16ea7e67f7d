using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Catalogue;
using Watchfloor.History;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;
using Watchfloor.Versions;

namespace Watchfloor.Tenants;

/// <summary>Tenants, for admins of the one that runs the installation. Whoever gets in anywhere else stays in its own.</summary>
static class TenantsApi
{
    public static void MapTenants(this IEndpointRouteBuilder api)
    {
        var tenants = api.MapGroup("/tenants").WithTags("Tenants").RequireAuthorization(Doors.Host);
        tenants.MapGet("", List).Says("listTenants", "Every tenant but the one that runs the installation, by name");
        tenants
            .MapPost("", Open)
            .WithMetadata(new HoldsSecret())
            .Says("openTenant", "Open a tenant; its first admin key is told in this answer and never again");
        tenants.MapGet("/{id}", Find).ReadByVersion().Says("getTenant", "One tenant");
        tenants
            .MapDelete("/{id}", Close)
            .Says("closeTenant", "Close a tenant: its keys and sessions open nothing any more, and all that it has is kept");
        tenants
            .MapPost("/{id}/reopen", Reopen)
            .AnswersVersion()
            .Says("reopenTenant", "Reopen a tenant that was closed: its keys, and sessions that have not run out, open again");
        tenants
            .MapPost("/{id}/admin-keys", MakeKey)
            .WithMetadata(new HoldsSecret())
            .Says("makeTenantAdminKey", "Make another admin key for a tenant that lost its own; it is told in this answer and never again");
    }

    static async Task<Ok<Page<TenantView>>> List(PageQuery page, Caller caller, ICatalogueLists lists, CancellationToken cancellation)
    {
        var listing = await lists.List<TenantSpec>(caller.Tenant, Kinds.Tenant, page.Limit, page.Cursor, cancellation);
        return TypedResults.Ok(new Page<TenantView>([.. listing.Items.Select(View)], listing.Next));
    }

    static async Task<Results<Ok<TenantView>, ProblemAnswer>> Find(
        string id,
        PastQuery past,
        Caller caller,
        Histories histories,
        ICatalogueLists lists,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var (entry, problem) = past.At is { } at
            ? await histories.Of<Entry<TenantSpec>>(caller, Kinds.Tenant, id, TenantDesk.Noun, at, response)
            : (await lists.Find<TenantSpec>(caller.Tenant, Kinds.Tenant, id, cancellation), null);
        if (entry is null)
            return problem ?? NoSuchTenant(id);
        response.Headers.ETag = VersionTag.Of(entry.Version);
        return TypedResults.Ok(View(entry));
    }

    static async Task<Results<Created<OpenedTenant>, ProblemAnswer>> Open(Body<NewTenant> body, Wish wish, Caller caller, TenantDesk desk)
    {
        var complaints = new Complaints();
        body.Value.Check(complaints);
        if (complaints.Problem is { } problem)
            return problem;
        var (opened, refusal) = await desk.Open(caller, body.Value, wish);
        if (opened is null)
            return refusal!;
        return TypedResults.Created($"/api/v1/tenants/{opened.Id}", opened);
    }

    static async Task<Results<NoContent, ProblemAnswer>> Close(string id, IfMatch match, Wish wish, Caller caller, TenantDesk desk)
    {
        if ((await desk.Close(caller, id, match, wish)).Problem is { } refusal)
            return refusal;
        return TypedResults.NoContent();
    }

    static async Task<Results<Ok<TenantView>, ProblemAnswer>> Reopen(
        string id,
        IfMatch match,
        Wish wish,
        Caller caller,
        TenantDesk desk,
        HttpResponse response
    )
    {
        var (entry, refusal) = await desk.Reopen(caller, id, match, wish);
        if (entry is null)
            return refusal!;
        response.Headers.ETag = VersionTag.Of(entry.Version);
        return TypedResults.Ok(View(entry));
    }

    static async Task<Results<Created<MadeKey>, ProblemAnswer>> MakeKey(string id, IfMatch match, Wish wish, Caller caller, TenantDesk desk)
    {
        var (made, refusal) = await desk.MakeKey(caller, id, match, wish);
        if (made is null)
            return refusal!;
        return TypedResults.Created($"/api/v1/api-keys/{made.Id}", made);
    }

    public static ProblemAnswer NoSuchTenant(string id) => ProblemAnswer.NotFound($"There is no tenant {id}.");

    static TenantView View(Entry<TenantSpec> entry) => new(entry.Id, entry.Spec.Name, entry.Spec.Closed, entry.Version);
}
