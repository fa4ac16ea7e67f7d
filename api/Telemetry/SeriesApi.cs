using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Security;
using Watchfloor.Store;

namespace Watchfloor.Telemetry;

/// <summary>Telemetry for readers: the samples of a tag, or what they come to by the minute, five minutes or hour.</summary>
static class SeriesApi
{
    public static void MapSeries(this IEndpointRouteBuilder api) =>
        api.MapGet("/telemetry", List)
            .WithTags("Telemetry")
            .RequireAuthorization(Doors.Read)
            .Says("listTelemetry", "The samples of a tag between two instants, or rollups of them, oldest first");

    static async Task<Ok<Page<SeriesPoint>>> List(
        SeriesQuery query,
        PageQuery page,
        Caller caller,
        ITelemetryReads reads,
        CancellationToken cancellation
    )
    {
        var (tenant, from, to) = (caller.Tenant, query.From, query.To);
        if (query.Resolution is not { } resolution)
        {
            var samples = await reads.Samples(tenant, query.Tag, from, to, page.Limit, page.Cursor, cancellation);
            return TypedResults.Ok(new Page<SeriesPoint>([.. samples.Items.Select(SeriesPoint.Of)], samples.Next));
        }
        var rollups = await reads.Rollups(tenant, query.Tag, resolution, from, to, page.Limit, page.Cursor, cancellation);
        return TypedResults.Ok(new Page<SeriesPoint>([.. rollups.Items.Select(SeriesPoint.Of)], rollups.Next));
    }
}

/// <summary>A sample, or a bucket of samples.</summary>
/// <param name="At">When it was sampled; of a bucket, its beginning.</param>
/// <param name="Value">The value; of a bucket, the mean of the good ones. Null where it is no number.</param>
/// <param name="Quality">Of a sample: the OPC DA integer, 192 = good.</param>
/// <param name="Count">Of a bucket: all samples.</param>
/// <param name="Good">Of a bucket: those of good quality; only they count in value, min, max and last.</param>
sealed record SeriesPoint(
    DateTimeOffset At,
    double? Value,
    int? Quality = null,
    long? Count = null,
    long? Good = null,
    double? Min = null,
    double? Max = null,
    double? Last = null
)
{
    public static SeriesPoint Of(Sample sample) =>
        new(sample.At, double.IsFinite(sample.Value) ? sample.Value : null, Quality: sample.Quality);

    public static SeriesPoint Of(Rollup rollup) =>
        new(rollup.At, rollup.Mean, null, rollup.Count, rollup.Good, rollup.Min, rollup.Max, rollup.Last);
}
