using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Answers;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;

namespace Watchfloor.Telemetry;

/// <summary>The door through which readings come in. It answers when they are durable.</summary>
static class TelemetryApi
{
    public static void MapTelemetry(this IEndpointRouteBuilder api) =>
        api.MapPost("/telemetry", Take)
            .WithTags("Telemetry")
            .WithMetadata(BodyLimit.Batch, new MachineInput())
            .RequireAuthorization(Doors.Ingest)
            .Says("takeTelemetry", "Bring in a batch of samples; a batch is known by source, stream and seq and may be sent again");

    static async Task<Results<BriefOk<Accepted>, ProblemAnswer>> Take(
        Body<NewBatch> body,
        Caller caller,
        GrainCalls grains,
        TimeProvider clock
    )
    {
        var complaints = new Complaints();
        body.Value.Check(complaints);
        if (complaints.Problem is { } problem)
            return problem;
        if (caller.Scope.Refusal(body.Value.Source) is { } foreign)
            return foreign;
        var batch = body.Value.ToBatch(complaints, clock.GetUtcNow());
        if (batch.Samples.Length == 0)
            return complaints.Problem!;
        var accepted = await grains.AskKeyed<ITelemetryGrain, int>(caller, caller.Tenant.Value, grain => grain.Take(batch));
        var refused = body.Value.Samples.Count - accepted;
        return Brief.Ok(refused > 0 ? new Accepted(accepted, refused, complaints.Errors) : new Accepted(accepted));
    }
}

/// <summary>The answer to a batch.</summary>
/// <param name="Count">How many samples are durable: all that make sense.</param>
/// <param name="Refused">How many make no sense and were left out. Sending them again is of no use.</param>
/// <param name="Errors">By field what is wrong with them, or with the first of very many.</param>
sealed record Accepted(
    [property: JsonPropertyName("accepted")] int Count,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Refused = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors = null
);
