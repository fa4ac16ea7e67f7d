using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Answers;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;

namespace Watchfloor.Sources;

/// <summary>
/// The webhook of Alertmanager. It sends a message again only where the answer is 5xx, so an alert that makes no sense is told in the
/// answer, and only a message of which nothing was taken is refused.
/// </summary>
static class AlertmanagerApi
{
    public static void MapAlertmanager(this IEndpointRouteBuilder api) =>
        api.MapPost("/alertmanager", Take)
            .WithTags("Sources")
            .RequireAuthorization(Doors.Ingest)
            .WithMetadata(new MachineInput(), BodyLimit.Batch)
            .Says("ingestAlertmanager", "Receive the webhook of Alertmanager: alerts that fire become events, those that resolve end them");

    static async Task<Results<BriefOk<BatchResults>, ProblemAnswer>> Take(
        AlertsBody body,
        Wish wish,
        Caller caller,
        Intake intake,
        ManyReports reports,
        HttpContext context
    )
    {
        var now = intake.Now;
        var taken = await reports.Take(caller, [.. body.Items.Select(item => Read(item, now))], wish, context);
        var problems = taken.Where(it => it.Problem is not null).Select(it => it.Problem!).ToList();
        if (problems.Find(problem => problem.Status == StatusCodes.Status503ServiceUnavailable) is { } later)
            return later; // it sends all of them again, and those that were taken are known
        if (problems.Count == taken.Length)
            return problems[0];
        return Brief.Ok(BatchResults.Of(taken, context));
    }

    static (Report?, ProblemAnswer?) Read(ReadOnlyMemory<byte> item, DateTimeOffset now)
    {
        if (!JsonBody.TryRead<Alert>(item.Span, out var alert, out var problem))
            return (null, problem);
        var complaints = new Complaints();
        return (alert.Read(complaints, now), complaints.Problem);
    }
}

/// <summary>The alerts of a message, each to be read for itself.</summary>
sealed class AlertsBody : IBound, IEndpointParameterMetadataProvider
{
    const int Most = 10_000;

    AlertsBody(IReadOnlyList<ReadOnlyMemory<byte>> items, ProblemAnswer? problem) => (Items, Problem) = (items, problem);

    public IReadOnlyList<ReadOnlyMemory<byte>> Items { get; }

    public ProblemAnswer? Problem { get; }

    public static async ValueTask<AlertsBody?> BindAsync(HttpContext context, ParameterInfo _)
    {
        var (body, problem) = await RawBody.Of(context);
        if (problem is not null)
            return new([], problem);
        if (RawBody.Member(body, "alerts") is not { } alerts || RawBody.Items(alerts) is not { } items)
            return new([], ProblemAnswer.Malformed("alerts", "must be a list of alerts, as version 4 of Alertmanager's webhook has it"));
        return items.Count is >= 1 and <= Most
            ? new(items, null)
            : new([], ProblemAnswer.Malformed("alerts", $"must be 1 to {Most}; limit them with max_alerts"));
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new ManyOf(typeof(AlertmanagerMessage)));
}
