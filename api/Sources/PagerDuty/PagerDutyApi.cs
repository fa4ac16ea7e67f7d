using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;

namespace Watchfloor.Sources;

/// <summary>The address that senders of PagerDuty's Events API v2 know. It answers when what they say is durable.</summary>
static class PagerDutyApi
{
    public const string Path = "/v2/enqueue";

    const int Most = 512 * 1024;

    public static void MapPagerDuty(this IEndpointRouteBuilder app) =>
        app.MapPost(Path, Take)
            .WithTags("Sources")
            .AllowAnonymous()
            .WithMetadata(new MachineInput(), new ManyOf(typeof(PagerDutyEvent)))
            .Produces<PagerDutyDone>(StatusCodes.Status202Accepted)
            .Produces<PagerDutyRefused>(StatusCodes.Status400BadRequest)
            .Produces<PagerDutyRefused>(StatusCodes.Status413PayloadTooLarge)
            .Produces<PagerDutyRefused>(StatusCodes.Status429TooManyRequests)
            .Produces<Problem>(StatusCodes.Status500InternalServerError, Problem.MediaType)
            .Produces<Problem>(StatusCodes.Status503ServiceUnavailable, Problem.MediaType)
            .Says("enqueueEvent", "PagerDuty's Events API v2: trigger, acknowledge or resolve; routing_key is a key of role ingest");

    static async Task<IResult> Take(HttpContext context, PagerDutyDoor door, PagerDutyAlerts alerts, Intake intake, RequestIds ids)
    {
        if (await BodyBytes.Read(context, Most) is not { } body)
            return PagerDutyAnswer.TooLarge(Most);
        if (!JsonBody.TryRead<PagerDutyEvent>(body.Span, out var given, out var problem))
            return Unreadable(problem);
        var (caller, refusal) = await door.Enter(context, given.RoutingKey);
        if (caller is null)
            return refusal!;
        if (body.Length > caller.Scope.MaxBodyBytes)
            return PagerDutyAnswer.TooLarge(caller.Scope.MaxBodyBytes.Value);
        if (PagerDutyReading.Errors(given) is { Count: > 0 } errors)
            return PagerDutyAnswer.Invalid(errors);
        if (caller.Scope.Refusal(PagerDutyReading.Source) is { } foreign)
            return PagerDutyAnswer.Invalid(foreign.Detail);
        var request = new RequestId(ids.Next());
        var dedupKey = string.IsNullOrEmpty(given.DedupKey) ? ids.Next() : given.DedupKey;
        return await Do(caller, given, dedupKey, alerts, intake, request, context.RequestAborted) is { } why
            ? PagerDutyAnswer.Invalid(why.Detail)
            : PagerDutyAnswer.Done(dedupKey);
    }

    static async Task<ProblemAnswer?> Do(
        Caller caller,
        PagerDutyEvent given,
        string dedupKey,
        PagerDutyAlerts alerts,
        Intake intake,
        RequestId request,
        CancellationToken cancellation
    )
    {
        var condition = PagerDutyAlerts.Condition(caller, dedupKey);
        switch (given.EventAction)
        {
            case EventAction.Trigger:
                return await alerts.Trigger(caller, PagerDutyReading.Seen(given, condition, intake.Now), request, cancellation);
            case EventAction.Acknowledge:
                await alerts.Acknowledge(caller, condition, request, cancellation);
                return null;
            default:
                await alerts.Resolve(caller, condition, request, cancellation);
                return null;
        }
    }

    static PagerDutyAnswer Unreadable(ProblemAnswer problem) =>
        PagerDutyAnswer.Invalid(
            problem.Errors is { } fields ? [.. fields.Select(field => $"'{field.Key}' {field.Value[0]}")] : [problem.Detail]
        );
}
