using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;
using Watchfloor.Versions;

namespace Watchfloor.Events;

/// <summary>A file that lies with an event.</summary>
/// <param name="ContentType">Its media type, as whoever attached it said.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of the bytes, in hexadecimal.</param>
/// <param name="By">The id of who attached it.</param>
sealed record AttachmentView(string Id, string Name, string ContentType, long Size, string Sha256, string By, DateTimeOffset At)
{
    public static AttachmentView Of(StoredFile file) =>
        new(file.Id, file.Name, file.Type, file.Size, Convert.ToHexStringLower(file.Hash.Span), file.By, file.At);
}

/// <summary>Files at an event: photos, reports, recordings. The bytes are durable before the event says that it has them.</summary>
static class AttachmentsApi
{
    public static void MapAttachments(this IEndpointRouteBuilder api)
    {
        const string Path = "/events/{id}/attachments";
        var reads = api.MapGroup(Path).WithTags("Events").RequireAuthorization(Doors.Read);
        reads.MapGet("", List).Says("listAttachments", "The files of an event, oldest first");
        reads
            .MapGet("/{attachmentId}", Read)
            .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream")
            .Says("getAttachment", "The bytes of a file, under its own media type");
        var acts = api.MapGroup(Path).WithTags("Events").RequireAuthorization(Doors.Act);
        acts.MapPost("", Attach).Says("attachFile", "Attach a file: the body is its bytes, up to 10 MB; an event holds up to 20");
        acts.MapDelete("/{attachmentId}", Detach)
            .Says("detachFile", "Take a file away; one that somebody else attached only as a supervisor or admin");
    }

    static async Task<Results<Ok<All<AttachmentView>>, ProblemAnswer>> List(
        string id,
        Caller caller,
        IAttachments attachments,
        IEventReads reads,
        CancellationToken cancellation
    )
    {
        var files = await attachments.Of(caller.Tenant, id, cancellation);
        if (files.Count == 0 && await reads.Find(caller.Tenant, id, cancellation) is null)
            return EventsApi.NoSuchEvent(id);
        return TypedResults.Ok(new All<AttachmentView>([.. files.Select(AttachmentView.Of)]));
    }

    static async Task<IResult> Read(
        string id,
        string attachmentId,
        Caller caller,
        IAttachments attachments,
        CancellationToken cancellation
    ) =>
        await Find(caller, id, attachmentId, attachments, cancellation) is { } file
            ? new AttachmentContent(attachments, caller.Tenant, file)
            : NoSuchFile(id, attachmentId);

    static async Task<Results<Created<Made>, ProblemAnswer>> Attach(
        string id,
        NewAttachment file,
        Wish wish,
        IfMatch match,
        Caller caller,
        GrainCalls grains,
        IAttachments attachments,
        IEventReads reads,
        RequestIds ids,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (await reads.Find(caller.Tenant, id, cancellation) is null)
            return EventsApi.NoSuchEvent(id);
        var fileId = wish.Mint($"attachment/{id}", ids);
        var stored = file.ToStored(fileId, caller.Id, clock.GetUtcNow());
        if (!await attachments.Put(caller.Tenant, id, stored, file.Bytes))
            return ProblemAnswer.OtherWish("This Idempotency-Key named another file before. Give each file a key of its own.");
        var outcome = await Do(grains, caller, id, match, new Attach(caller.Id, Named(stored)), wish);
        if (outcome.Problem("event") is not { } refusal)
            return TypedResults.Created($"/api/v1/events/{id}/attachments/{fileId}", new Made(fileId));
        await attachments.Drop(caller.Tenant, fileId);
        return refusal;
    }

    static async Task<Results<NoContent, ProblemAnswer>> Detach(
        string id,
        string attachmentId,
        Wish wish,
        IfMatch match,
        Caller caller,
        GrainCalls grains,
        IAttachments attachments,
        CancellationToken cancellation
    )
    {
        if (await Find(caller, id, attachmentId, attachments, cancellation) is not { } file)
            return NoSuchFile(id, attachmentId);
        if (file.By != caller.Id && caller.Role is not (Role.Admin or Role.Supervisor))
            return ProblemAnswer.Forbidden("Somebody else attached it; a supervisor or an admin may take it away.");
        await attachments.Loosen(caller.Tenant, file.Id); // so that its bytes go in any case
        var outcome = await Do(grains, caller, id, match, new Detach(caller.Id, Named(file)), wish);
        if (outcome.Problem("event") is { } refusal)
            return refusal;
        await attachments.Drop(caller.Tenant, file.Id);
        return TypedResults.NoContent();
    }

    static async ValueTask<StoredFile?> Find(
        Caller caller,
        string id,
        string attachmentId,
        IAttachments attachments,
        CancellationToken cancellation
    ) => PlausibleIds.IsPlausible(attachmentId) ? await attachments.Find(caller.Tenant, id, attachmentId, cancellation) : null;

    static Task<Outcome> Do(GrainCalls grains, Caller caller, string id, IfMatch match, EventCommand command, Wish wish) =>
        grains.Do<IEventGrain>(caller, new(Kinds.Event, caller.Tenant, id), match, grain => grain.Do(command, wish.Request));

    static EventAttachment Named(StoredFile file) => new(file.Id, file.Name, file.Type, file.Size);

    static ProblemAnswer NoSuchFile(string id, string attachmentId) =>
        ProblemAnswer.NotFound($"Event {id} has no attachment {attachmentId}.");
}
