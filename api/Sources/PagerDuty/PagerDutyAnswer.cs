using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Watchfloor.Answers;

namespace Watchfloor.Sources;

/// <summary>It was taken.</summary>
sealed record PagerDutyDone(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("dedup_key")] string DedupKey
);

/// <summary>It was not taken.</summary>
sealed record PagerDutyRefused(string Status, string Message, IReadOnlyList<string> Errors);

/// <summary>Answers in PagerDuty's own shapes: its senders know no others. 202 is taken; 400 is of no use again; 429 is, later.</summary>
sealed class PagerDutyAnswer(int status, object body, TimeSpan? retryAfter = null) : IResult, IStatusCodeHttpResult
{
    int? IStatusCodeHttpResult.StatusCode => status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.CacheControl = "no-store";
        if (retryAfter is { } wait)
            response.Headers.RetryAfter = $"{Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))}";
        return Brief.Write(response, status, body, "application/json");
    }

    public static PagerDutyAnswer Done(string dedupKey) => new(202, new PagerDutyDone("success", "Event processed", dedupKey));

    public static PagerDutyAnswer Invalid(params IReadOnlyList<string> errors) =>
        new(400, new PagerDutyRefused("invalid event", "Event object is invalid", errors));

    public static PagerDutyAnswer TooLarge(int most) =>
        new(413, new PagerDutyRefused("invalid event", $"Event is larger than {most} bytes", []));

    public static PagerDutyAnswer TooMany(TimeSpan wait) =>
        new(429, new PagerDutyRefused("throttle exceeded", "Events are sent too quickly; send this one again later", []), wait);
}
