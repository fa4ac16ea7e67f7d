using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Answers;
using Watchfloor.Events;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;

namespace Watchfloor.Sources;

/// <summary>Many detections at once. It answers when all of them are durable, each with its own result.</summary>
static class BatchApi
{
    public static void MapBatch(this IEndpointRouteBuilder api) =>
        api.MapPost("/events/ingest/batch", Take)
            .WithTags("Sources")
            .RequireAuthorization(Doors.Ingest)
            .WithMetadata(new MachineInput(), BodyLimit.Batch, new LineByLine())
            .Says("ingestBatch", "Report up to 1000 detections, as a JSON array or line by line; each gets its own result");

    static async Task<Results<BriefOk<BatchResults>, ProblemAnswer>> Take(
        NewDetections batch,
        Wish wish,
        Caller caller,
        ManyReports reports,
        HttpContext context
    )
    {
        var given = batch
            .Items.Select(item =>
                JsonBody.TryRead<NewDetection>(item.Span, out var detection, out var problem)
                    ? (new Report(detection), null)
                    : ((Report?)null, problem)
            )
            .ToList();
        return Brief.Ok(BatchResults.Of(await reports.Take(caller, given, wish, context), context));
    }
}

/// <summary>One result per item, in their order.</summary>
sealed record BatchResults(IReadOnlyList<BatchResult> Results)
{
    public static BatchResults Of(IReadOnlyList<Taken> taken, HttpContext context) =>
        new([.. taken.Select((it, index) => new BatchResult(index, it.Done?.EventId, it.Done?.Outcome, it.Problem?.Tell(context)))]);
}

/// <summary>What became of one item.</summary>
/// <param name="Index">Its place, from 0; of lines, among those that hold something.</param>
/// <param name="EventId">The event that it made, joined, cleared or was known to.</param>
/// <param name="Outcome">What became of it; not where there is a problem.</param>
/// <param name="Problem">Why nothing became of it.</param>
sealed record BatchResult(
    int Index,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EventId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IngestOutcome? Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Problem? Problem
);
