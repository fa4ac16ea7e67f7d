using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Answers;
using Watchfloor.Catalogue;
using Watchfloor.Input;
using Watchfloor.Json;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;

namespace Watchfloor.Sources;

/// <summary>A door for senders that nobody can change: what they post is read through a mapping that people define and can try first.</summary>
static class WebhookApi
{
    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        CatalogueApi<IMappingGrain, MappingSpec, MappingInput, MappingView>.Map(
            api,
            "/webhook-mappings",
            "Mapping",
            "Mappings",
            "webhook mapping"
        );
        api.MapPost("/webhook-mappings/preview", Preview)
            .WithTags("Mappings")
            .RequireAuthorization(Doors.Direct)
            .Says("previewMapping", "What a mapping would make of a body; nothing is stored or reported");
        api.MapPost("/events/ingest/webhook/{sourceKey}", Take)
            .WithTags("Sources")
            .RequireAuthorization(Doors.Ingest)
            .WithMetadata(new MachineInput())
            .Says("ingestWebhook", "Any JSON, read through the webhook mapping whose id is the sourceKey");
    }

    static async Task<Results<BriefCreated<Reported>, BriefOk<Reported>, ProblemAnswer>> Take(
        string sourceKey,
        WebhookBody body,
        Wish wish,
        Caller caller,
        Intake intake,
        ICatalogueLists lists,
        CancellationToken cancellation
    )
    {
        var mapping = PlausibleIds.IsPlausible(sourceKey)
            ? await lists.Find<MappingSpec>(caller.Tenant, Kinds.Mapping, sourceKey, cancellation)
            : null;
        if (mapping is null)
            return ProblemAnswer.NotFound($"There is no webhook mapping {sourceKey}. Define it first, and post to its id.");
        var (report, refusal) = Read(mapping.Spec, body.Bytes, intake.Now);
        if (report is null)
            return refusal!;
        return (await intake.Take(caller, report, wish.Request, cancellation)).ToAnswer();
    }

    static async Task<Results<Ok<MappingPreview>, ProblemAnswer>> Preview(
        Body<MappingTrial> body,
        Caller caller,
        Intake intake,
        HttpContext context
    )
    {
        var complaints = new Complaints();
        var mapping = MappingShape.Read(body.Value.Mapping, complaints);
        if (complaints.Problem is { } problem)
            return problem;
        var (report, refusal) = Read(mapping, System.Text.Encoding.UTF8.GetBytes(body.Value.Body.Text), intake.Now);
        if (report is not null)
            (report, refusal) = await intake.Look(caller, report, context.RequestAborted);
        return TypedResults.Ok(new MappingPreview(report?.IsOver == true, report?.Seen, refusal?.Tell(context)));
    }

    static (Report? Report, ProblemAnswer? Problem) Read(MappingSpec mapping, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new() { MaxDepth = WireJson.Options.MaxDepth });
            var complaints = new Complaints();
            var report = mapping.Read(document.RootElement, complaints, now);
            return complaints.Problem is { } problem ? (null, problem) : (report, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: text that is none
        {
            return (null, ProblemAnswer.Malformed("The body is not valid JSON in UTF-8, or it is nested too deep."));
        }
    }
}
