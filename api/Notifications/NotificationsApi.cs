using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Events;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;
using Watchfloor.Versions;

namespace Watchfloor.Notifications;

/// <summary>Pages of all events: who was reached, who was not, and once more for whom it did not arrive.</summary>
static class NotificationsApi
{
    public static void MapNotifications(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/notifications").WithTags("Notifications");
        all.MapGet("", List)
            .RequireAuthorization(Doors.Read)
            .Says("listNotifications", "Pages of all events, the latest due first; status=dead shows whom nothing reached");
        all.MapPost("/{id}/resend", Resend)
            .WithMetadata(new BodyMayBeMissing())
            .RequireAuthorization(Doors.Act)
            .Says("resendNotification", "Send a page once more, under a key of its own, although somebody has the event");
    }

    static async Task<Ok<Page<PageView>>> List(
        StatusQuery query,
        PageQuery page,
        Caller caller,
        IEventReads reads,
        ICatalogueLists catalogue,
        CancellationToken cancellation
    )
    {
        var listing = await reads.Notifications(caller.Tenant, query.Statuses, page.Limit, page.Cursor, cancellation);
        var names = new ChannelNames(catalogue, caller.Tenant);
        var items = new List<PageView>();
        foreach (var one in listing.Items)
            items.Add(await names.Complete(one, cancellation));
        return TypedResults.Ok(new Page<PageView>(items, listing.Next));
    }

    static async Task<Results<Ok<PageView>, ProblemAnswer>> Resend(
        string id,
        Body<WithReason> body,
        Wish wish,
        IfMatch match,
        Caller caller,
        GrainCalls grains,
        IEventReads reads,
        CancellationToken cancellation
    )
    {
        if (body.Value.Problem() is { } problem)
            return problem;
        if (!id.Contains('.', StringComparison.Ordinal) || await Find(reads, caller.Tenant, id, cancellation) is null)
            return NoSuchPage(id);
        var command = new ResendPage(caller.Id, body.Value.Reason);
        var outcome = await grains.Do<IPageGrain>(
            caller,
            new(Kinds.Page, caller.Tenant, id),
            match,
            grain => grain.Do(command, wish.Request)
        );
        if (outcome.Problem("notification") is { } refusal)
            return refusal;
        return await Find(reads, caller.Tenant, id, cancellation) is { } view ? TypedResults.Ok(view) : NoSuchPage(id);
    }

    static async ValueTask<PageView?> Find(IEventReads reads, TenantId tenant, string id, CancellationToken cancellation) =>
        (await reads.Pages(tenant, PageIds.EventOf(id), cancellation)).FirstOrDefault(page => page.Id == id);

    static ProblemAnswer NoSuchPage(string id) => ProblemAnswer.NotFound($"There is no notification {id}.");
}
